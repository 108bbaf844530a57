import { isPlainObject } from '../core/json.ts';
import { InputError } from '../core/problems.ts';
import type { ConnectionComponent } from '../manifest/manifest.ts';
import type { Account } from './account.ts';
import { accountOutcome, openAccount } from './account.ts';
import { accountScope, runAccountSteps } from './account-chain.ts';
import { runOAuth1 } from './oauth1.ts';
import { refreshBeforeUse, renewAccount, runOAuth2, runOAuth2Step } from './oauth2.ts';
import type { Outcome } from './outcome.ts';
import { connectionParameters } from './parameters.ts';
import type { Run } from './run.ts';
import { mergeInto } from './temp.ts';

/** Runs a connection as on creation, or one later step of an OAuth 2 one on what it has stored. */
export async function runConnection(
  run: Run,
  component: ConnectionComponent,
  { input, step }: { readonly input: unknown; readonly step?: 'refresh' | 'invalidate' | undefined },
): Promise<Outcome> {
  const given = isPlainObject(input) ? input : {};
  const account = openAccount(run, component, run.options.connection ?? {});
  mergeInto(account.values, step ? given : await connectionParameters(run, component, given));
  await (step ? runOAuth2Step(run, account, step) : runFlow(run, account));
  const outcome = accountOutcome(account);
  const { values: _values, scope: _scope, ...bundle } = outcome;
  return { bundles: [bundle], account: outcome };
}

/** The requests of a basic connection, the whole flow of an OAuth one. */
async function runFlow(run: Run, account: Account): Promise<void> {
  const { communication } = account.component.sections;
  if (account.component.connectionType === 'oauth' && isPlainObject(communication)) {
    const isOAuth1 = 'requestToken' in communication || 'accessToken' in communication;
    await (isOAuth1 ? runOAuth1(run, account, communication) : runOAuth2(run, account, communication));
    return;
  }
  await runAccountSteps(run, account, { scope: accountScope(run, account), section: communication });
}

/** What is bound to a connection, and the scopes it needs, where its kind states any. */
interface ConnectionOwner {
  readonly name: string;
  readonly connection: string | null;
  readonly altConnection: string | null;
  readonly sections?: Readonly<Record<string, unknown>>;
}

/** Granted scopes are known only of a connection that was run, and reported them (runtime.md §5.3). */
function warnMissingScope(run: Run, { name, sections }: ConnectionOwner, { component, scope: granted }: Account): void {
  const needed = Array.isArray(sections?.scope) ? sections.scope.filter((scope) => typeof scope === 'string') : [];
  const missing = needed.filter((scope) => !granted.includes(scope));
  if (granted.length === 0 || missing.length === 0) return;
  const message = `${name} needs "${missing.join('", "')}", which the connection was not granted; it has "${granted.join('", "')}".`;
  run.warnings.add('missingScope', message, { component: `connections.${component.name}` });
}

/** The connection a module, RPC or webhook works with; undefined when it has none. A promise where it may have to be refreshed. */
export function connectionFor(run: Run, owner: ConnectionOwner): Account | undefined | Promise<Account> {
  const component = connectionOf(run, owner);
  if (!component) return undefined;
  if (run.options.connection === undefined) {
    run.warnings.add('noConnection', `${owner.name} runs without the values of its connection "${component.name}".`, {
      component: `connections.${component.name}`,
    });
  }
  const account = openAccount(run, component, run.options.connection ?? {});
  warnMissingScope(run, owner, account);
  if (component.connectionType !== 'oauth') return account;
  return refreshBeforeUse(run, account).then(() => account);
}

function connectionOf(
  run: Run,
  {
    name,
    connection,
    altConnection,
  }: { readonly name: string; readonly connection: string | null; readonly altConnection: string | null },
): ConnectionComponent | undefined {
  const wanted = run.options.connectionName ?? connection ?? altConnection;
  if (wanted === null) return undefined;
  if (wanted !== connection && wanted !== altConnection) {
    throw new InputError(`"${name}" does not use the connection "${wanted}".`, {
      fix: `name one of: ${[connection, altConnection].filter((known) => known !== null).join(', ') || 'none, it has no connection'}.`,
    });
  }
  const found = Object.hasOwn(run.app.manifest.connections, wanted) ? run.app.manifest.connections[wanted] : undefined;
  if (found) return found;
  throw new InputError(`"${name}" names the connection "${wanted}", which the app does not have.`);
}

/** Renews an OAuth connection after a 401, once a run (ASM-05); no other can be renewed. */
export const renewalOf = (run: Run, account: Account | undefined): (() => Promise<boolean>) | undefined =>
  account?.component.connectionType === 'oauth' ? () => renewAccount(run, account) : undefined;
