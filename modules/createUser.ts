import { array, defineModule, fn, kw, op, parameters, request, select, tempOf, text } from '#dsl';
import { createdInterface, createdOutput } from '../app/envelope.ts';
import { USERS } from '../app/paths.ts';
import { attributesOf, createFields } from '../app/user.ts';
import { chatbot } from '../connections/chatbot.ts';
import { listSegments } from '../rpcs/listSegments.ts';

const { email, ...otherFields } = createFields;

const p = parameters({
  idMode: select({
    label: 'Do you want to provide user ID manually or to be generated automatically?',
    required: true,
    mappable: false,
    options: [
      {
        value: 'manual',
        label: 'Manually',
        nested: {
          userId: text({
            label: 'Custom User ID',
            required: true,
            help: 'An ID of your own that no other user has, such as the one in your CRM.',
            validate: { max: 256 },
          }),
        },
      },
      { value: 'auto', label: 'Automatically' },
    ],
  }),
  email,
  segments: array({
    label: 'Segments',
    labels: { add: 'Add a segment' },
    spec: select({ label: 'Segment', options: listSegments, dynamic: true }),
  }),
  ...otherFields,
});

/** Stops before anything is sent when no attribute is filled in: the API asks for one at least. */
const collect = request({
  temp: { attributes: attributesOf(p) },
  response: {
    valid: {
      condition: op.gt(fn.length(fn.keys(tempOf<{ attributes: object }>().attributes)), 0),
      type: 'DataError',
      message: 'Provide at least one user attribute, such as Email or Name.',
    },
  },
});

/** ChatBot generates an ID only for a user with an email address. */
const generated = fn.if(p.email, kw.ignore, kw.uuid);

export const createUser = defineModule({
  name: 'createUser',
  type: 'action',
  crud: 'create',
  label: 'Create a User',
  description: 'Creates a new user.',
  connection: chatbot,
  mappableParameters: p,
  interface: createdInterface('User ID'),
  communication: [
    collect,
    {
      url: USERS,
      method: 'POST',
      body: {
        userId: fn.if(op.eq(p.idMode, 'manual'), p.userId, generated),
        segments: p.segments,
        attributes: tempOf(collect).attributes,
      },
      response: { output: createdOutput },
    },
  ],
  samples: {
    id: '6012ab34cd56ef7890120001',
    timestamp: '2021-02-01T09:00:00.000Z',
    status: { code: 200, type: 'success' },
  },
});
