import {
  any,
  array,
  boolean,
  collection,
  date,
  email,
  fn,
  type Ref,
  type Root,
  select,
  spread,
  text,
  timezone,
  url,
} from '#dsl';
import { listAttributes } from '../rpcs/listAttributes.ts';
import type { User } from './api/types.ts';

/** Values a person may have for a gender; the API takes any text (G13). */
const GENDERS = [
  { value: 'male', label: 'Male' },
  { value: 'female', label: 'Female' },
  { value: 'other', label: 'Other' },
] as const;

/** How records print dates: a blank where ISO 8601 has a T. */
const RECORD_DATE = 'YYYY-MM-DD HH:mm:ss.SSSZ';

/** The fields of a user bundle. */
export const userInterface = {
  id: text({ label: 'User ID' }),
  userId: text({ label: 'Custom User ID' }),
  banned: boolean({ label: 'Banned' }),
  attributes: collection({
    label: 'Attributes',
    spec: {
      default_email: email({ label: 'Email' }),
      default_name: text({ label: 'Name' }),
      default_url: url({ label: 'URL' }),
      default_avatar: url({ label: 'Avatar' }),
      default_language: text({ label: 'Language' }),
      default_timezone: text({ label: 'Timezone' }),
      default_gender: text({ label: 'Gender' }),
      default_ip: text({ label: 'IP Address' }),
      default_city: text({ label: 'City' }),
      default_region: text({ label: 'Region' }),
      default_country: text({ label: 'Country' }),
      default_referrer: text({ label: 'Referrer' }),
      default_username: text({ label: 'Username' }),
    },
  }),
  // A number in lists; reported as a list when one user is read.
  conversations: any({ label: 'Conversations' }),
  sessionAttributes: collection({ label: 'Session Attributes', spec: {} }),
  createdAt: date({ label: 'Created At' }),
  lastSeen: date({ label: 'Last Seen' }),
};

/** Passes a user on as the API has it, custom attributes included, with real dates. */
export const userOutput = <N extends Root>(user: Ref<User, N>) => ({
  ...spread(user),
  createdAt: fn.parseDate(user.createdAt, RECORD_DATE),
  lastSeen: fn.parseDate(user.lastSeen, RECORD_DATE),
});

const emailField = email({ label: 'Email', help: "The user's email address." });
const usernameField = text({ label: 'Username', validate: { max: 1024 } });

const commonFields = {
  name: text({ label: 'Name', validate: { max: 256 } }),
  url: url({ label: 'URL', help: "The address of the user's website." }),
  avatar: url({ label: 'Avatar', help: "The address of the user's picture." }),
  language: text({ label: 'Language', help: 'For example `en` or `pt-BR`.', validate: { max: 1024 } }),
  timezone: timezone({ label: 'Timezone' }),
  gender: select({ label: 'Gender', options: GENDERS }),
  ip: text({ label: 'IP Address', validate: { max: 1024 } }),
  city: text({ label: 'City', validate: { max: 1024 } }),
  region: text({ label: 'Region', validate: { max: 1024 } }),
  country: text({ label: 'Country', validate: { max: 1024 } }),
  referrer: text({
    label: 'Referrer',
    help: 'Where the user came from, such as the address of a page.',
    validate: { max: 1024 },
  }),
  customFields: array({
    label: 'Custom Fields',
    labels: { add: 'Add a custom field' },
    help: 'Attributes of your own. A field above wins over a custom field with the same key.',
    validate: { maxItems: 99 },
    spec: {
      key: select({
        label: 'Key',
        options: listAttributes,
        required: true,
        mode: 'edit',
        dynamic: true,
        help: 'Choose a key that your users already have, or enter a new one.',
      }),
      value: text({ label: 'Value', required: true, validate: { max: 1024 } }),
    },
  }),
};

/** The fields of Create a User, in the order of its form; segments stand between the first two groups. */
export const createFields = { email: emailField, username: usernameField, ...commonFields };

/** The fields of Update a User, in the order of its form. */
export const updateFields = { username: usernameField, email: emailField, ...commonFields };

interface FilledAttributes {
  readonly email: string | undefined;
  readonly username: string | undefined;
  readonly name: string | undefined;
  readonly url: string | undefined;
  readonly avatar: string | undefined;
  readonly language: string | undefined;
  readonly timezone: string | undefined;
  readonly gender: 'male' | 'female' | 'other' | undefined;
  readonly ip: string | undefined;
  readonly city: string | undefined;
  readonly region: string | undefined;
  readonly country: string | undefined;
  readonly referrer: string | undefined;
  readonly customFields: readonly { readonly key: string; readonly value: string }[] | undefined;
}

/** The attributes that were filled in; what is left out stays as it is (G5). */
export const attributesOf = (p: Ref<FilledAttributes, 'parameters'>) => ({
  ...spread(fn.toCollection(p.customFields, 'key', 'value')),
  default_email: p.email,
  default_username: p.username,
  default_name: p.name,
  default_url: p.url,
  default_avatar: p.avatar,
  default_language: p.language,
  default_timezone: p.timezone,
  default_gender: p.gender,
  default_ip: p.ip,
  default_city: p.city,
  default_region: p.region,
  default_country: p.country,
  default_referrer: p.referrer,
});
