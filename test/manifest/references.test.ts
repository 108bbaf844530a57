import { describe, expect, test } from 'vitest';
import { checkBindings, checkReferences } from '../../scripts/manifest/references.ts';
import { appOf, connection, endpoint, module, rpc, webhook } from './support/app.ts';
import { listed } from './support/explain.ts';

const known = [
  connection({ name: 'harbour' }),
  webhook({ name: 'arrivals', connection: 'harbour' }),
  rpc({ name: 'listShips' }),
  endpoint({ name: 'findShip', attachedAccounts: ['harbour'] }),
];

describe('checkReferences', () => {
  test('follows every reference of a sound app', () => {
    const app = appOf(
      [
        ...known,
        module({
          name: 'getShip',
          connection: 'harbour',
          sections: {
            communication: { endpoint: { name: 'findShip' }, pagination: { endpoint: 'findShip' } },
            mappableParams: ['rpc://listShips?a=b', 'rpc://other-app@1/list', 'rpc://{{parameters.rpc}}'],
          },
        }),
      ],
      { sections: { groups: [{ label: 'All', modules: ['getShip'] }] } },
    );

    const problems = checkReferences(app);

    expect(problems).toEqual([]);
  });

  test('says which lead nowhere, and what was meant', () => {
    const app = appOf(
      [
        ...known,
        webhook({ name: 'departures', altConnection: 'harbor' }),
        endpoint({ name: 'loseShip', attachedAccounts: ['harbour', 'dock'] }),
        module({
          name: 'getShip',
          connection: 'harbr',
          altConnection: 'x',
          webhook: 'arrival',
          sections: {
            communication: { endpoint: 'findShp', pagination: { endpoint: { name: 'next' } } },
            mappableParams: [{ name: 'a', type: 'select', options: { store: 'rpc://listShip' } }],
            samples: 'rpc://nothing',
          },
        }),
      ],
      { sections: { groups: [{ label: 'All', modules: ['getShip', 'getShp', 'getShip'] }] } },
    );

    const problems = checkReferences(app);

    expect(listed(problems)).toMatchInlineSnapshot(`
      "webhooks.departures › altConnection: error REF008 "harbor" names no connection of this app. → did you mean "harbour"?
      modules.getShip › connection: error REF008 "harbr" names no connection of this app. → it has harbour.
      modules.getShip › altConnection: error REF008 "x" names no connection of this app. → it has harbour.
      modules.getShip › webhook: error REF008 "arrival" names no webhook of this app. → did you mean "arrivals"?
      endpoints.loseShip › attachedAccounts[1]: error REF008 "dock" names no connection of this app. → it has harbour.
      modules.getShip › mappableParams › [0].options.store: error REF007 "listShip" names no RPC of this app. → did you mean "listShips"?
      modules.getShip › samples: error REF007 "nothing" names no RPC of this app. → it has listShips.
      modules.getShip › communication › endpoint: error REF011 "findShp" names no endpoint of this app. → did you mean "findShip"?
      modules.getShip › communication › pagination.endpoint.name: error REF011 "next" names no endpoint of this app. → it has findShip, loseShip.
      app › groups › [0].modules[1]: error MAN231 The group lists "getShp", which is no module. → did you mean "getShip"?
      app › groups › [0].modules[2]: error MAN233 "getShip" is listed twice in the groups. → keep it in one group."
    `);
  });
});

describe('checkBindings', () => {
  test('looks at connections and webhooks only', () => {
    const app = appOf([module({ name: 'getShip', connection: 'gone', sections: { samples: 'rpc://gone' } })]);

    const codes = checkBindings(app).map(({ code }) => code);

    expect(codes).toEqual(['REF008']);
  });
});
