import type { CodePage } from '../core/code-page.ts';
import type { DeployCode } from './codes.ts';

/** A page for every code about deploying and pulling. */
export const DEPLOY_PAGES: Readonly<Record<DeployCode, CodePage>> = {
  DEP001: {
    means: 'Make understood a request and answered it with an error, whose text the message repeats.',
    why: 'A refused section does not stop the others: they are sent, and all failures are told at the end (make-app-format.md §2.4).',
    fix: 'Do what the text asks for and deploy again. 403 means a key without sdk-apps:read and sdk-apps:write, 429 a used-up quota.',
  },
  DEP002: {
    means: 'A section is listed in codeFiles, and its file is missing, unreadable or not UTF-8.',
    why: 'The paths in codeFiles count, whatever files there are beside them (make-app-format.md §1.9.1, §2.4).',
    fix: 'Create the file and save it as UTF-8, or set its path to null: that says it is not kept here.',
  },
  DEP003: {
    means: 'A component names a connection or webhook that is neither in the project nor paired with one at Make.',
    why: 'Make knows connections by names of its own, so each reference is translated through the pairs of the origin (make-app-format.md §1.8, §2.4).',
    fix: 'Add the component, correct the reference, or pair it in the idMapping of the origin.',
  },
  DEP004: {
    means:
      'A component is new at Make, and something Make needs to create it is missing or refused, such as a type or a description.',
    why: 'Creating takes more than updating: label, type and, for modules, a description (make-app-format.md §2.6).',
    fix: 'Complete the component as the message says, then deploy again.',
  },
  DEP005: {
    means: 'The origin pairs a component with one that was deleted at Make.',
    why: 'A pair that leads nowhere is stale; only its owner knows which side is right (make-app-format.md §2.4).',
    fix: 'Delete it here too, or remove the pair to create it anew with the next deploy.',
  },
  DEP006: {
    means: 'Make denied access to custom functions; everything else was sent.',
    why: 'Custom functions are enabled per account, and denials of them are told apart from other failures (make-app-format.md §2.4).',
    fix: 'Ask Make to enable custom functions, or take them out of the app.',
  },
  DEP007: {
    means: 'The origin pairs a component at Make with one that the project no longer has.',
    why: 'Nothing is deleted at Make without being asked for: scenarios of users may need it (make-app-format.md §2.4).',
    fix: 'Deploy with --prune to delete it there, or remove the pair to keep it.',
  },
  DEP008: {
    means: 'codeFiles of a component lists a section that components of its kind do not have.',
    why: 'The settings file does not tie sections to kinds, but the addresses at Make do (make-app-format.md §1.2, §2.3).',
    fix: 'Remove it from codeFiles.',
  },
  DEP009: {
    means: 'A pull found a component at Make whose name is taken here, or cannot name files.',
    why: 'Make chooses the names of connections and webhooks, so they may meet one of yours (make-app-format.md §1.8).',
    fix: 'Pair it by hand in the idMapping of the origin; "local": null ignores it.',
  },
  DEP010: {
    means: 'A request to Make got no answer: no connection, an unknown host, or too long a wait.',
    fix: 'Check the network and the baseUrl of the origin, then run the command again: it goes on where it stopped.',
  },
  DEP011: {
    means: 'Make answered 401: the key is wrong, was deleted, or belongs to another zone.',
    why: 'A key works in the zone it was made in; the zone is the host of baseUrl (make-app-format.md §2.2).',
    fix: 'Make a key in your profile at Make, tab API, and put it into the apikeyFile of the origin or into MAKE_API_KEY.',
  },
  DEP012: {
    means: 'There is no app of this ID and version that the key may see.',
    why: 'Make usually puts a suffix behind the ID of a new app, so it differs from what was asked for (make-app-format.md §1.1).',
    fix: 'Correct appId, appVersion or baseUrl of the origin, or create the app with makeapp deploy --create.',
  },
  DEP013: {
    means: 'The deploy would delete or recreate components, and nobody agreed; nothing was sent.',
    why: 'What is deleted at Make cannot be brought back, and scenarios that use it break (make-app-format.md §2.4).',
    fix: 'Answer yes, or give --yes where nobody can be asked.',
  },
  DEP014: {
    means: 'The command was interrupted before its end; what was done until then is kept.',
    why: 'Each section is compared by its checksum, so nothing is sent twice (make-app-format.md §2.5).',
    fix: 'Run the same command again: it goes on where it stopped.',
  },
  DEP015: {
    means: 'The answer is not what the API of Make gives: a web page of a proxy, for example, or another service.',
    why: 'Addresses of the API begin with the zone and end in /api (make-app-format.md §2.2).',
    fix: 'Check the baseUrl of the origin.',
  },
  DEP016: {
    means: 'The icon of the app is not a picture Make takes.',
    why: 'It has to be a PNG of exactly 512 × 512 pixels (make-app-format.md §1.1).',
    fix: 'Give such a picture.',
  },
  DEP017: {
    means: 'An app was to be created, and there is one of nearly the same ID or the same label.',
    why: 'Make would add a suffix and create a second app without asking (make-app-format.md §1.1).',
    fix: 'Deploy to the existing app, whose address the message gives, or choose another app ID.',
  },
};
