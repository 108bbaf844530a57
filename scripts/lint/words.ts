/** Verbs a module's label may begin with; whoever needs another one is not told off. */
const VERBS: ReadonlySet<string> = new Set(
  (
    'accept activate add analyze answer append apply approve archive assign attach authorize ban block book build calculate call cancel capture ' +
    'change charge check classify clear clone close collect comment compare complete compose compress configure confirm connect convert copy ' +
    'count create crop deactivate decline decode decrypt delete deliver deploy describe detect disable disconnect download draft duplicate edit ' +
    'enable encode encrypt enrich enroll estimate evaluate execute expire export extract fetch fill filter find finish flag follow format ' +
    'forward generate geocode get give grant hide identify import include index insert inspect install invite invoke issue join keep launch leave ' +
    'like link list load lock log look lookup make manage map mark match measure merge monitor move mute notify open optimize parse pause pay ' +
    'perform pin place play poll post predict preview print process publish pull purge push put query quote rate read receive record ' +
    'redeem refresh refund register reject release remove rename render renew reopen reorder replace reply report request reschedule reserve ' +
    'reset resize resolve respond restart restore resume retrieve retry return revoke rotate run save scan schedule scrape search select send set ' +
    'share show sign skip sort split start stop store submit subscribe summarize suspend sync synchronize tag take test track train transcribe ' +
    'transfer transform translate transition trash trigger truncate unarchive unassign unban unblock uncomplete undelete unfollow unlink unlock unpin unpublish ' +
    'unsubscribe untag update upgrade upload upsert use validate verify view void vote wait watch withdraw write'
  ).split(' '),
);

/** First words that are surely no verb. */
const NO_VERBS: ReadonlySet<string> = new Set(
  'a an the new my our your all some api custom single multiple user users item items module action trigger data'.split(
    ' ',
  ),
);

/** Claims a label that begins with something else than a verb; a word nobody knows passes. */
export function beginsWithNoun(label: string): boolean {
  const first = (/^[A-Za-z]+/.exec(label.trim())?.[0] ?? '').toLowerCase();
  return first !== '' && !VERBS.has(first) && NO_VERBS.has(first);
}

export const isVerb = (word: string): boolean => VERBS.has(word.toLowerCase());

/** British spellings and what the platform's texts use (make-app-format.md §8.1 MK-GEN-08). */
const SPELLINGS: Readonly<Record<string, string>> = {
  colour: 'color',
  favourite: 'favorite',
  behaviour: 'behavior',
  honour: 'honor',
  labour: 'labor',
  neighbour: 'neighbor',
  organisation: 'organization',
  organise: 'organize',
  authorise: 'authorize',
  authorisation: 'authorization',
  customise: 'customize',
  initialise: 'initialize',
  normalise: 'normalize',
  recognise: 'recognize',
  summarise: 'summarize',
  synchronise: 'synchronize',
  centre: 'center',
  cancelled: 'canceled',
  cancelling: 'canceling',
  catalogue: 'catalog',
  licence: 'license',
  analyse: 'analyze',
  grey: 'gray',
};
const BRITISH = new RegExp(`\\b(${Object.keys(SPELLINGS).join('|')})(s|d)?\\b`, 'gi');

/** The British words in a text; code in backticks is left alone. */
export const britishWords = (text: string): string[] => withoutCode(text).match(BRITISH) ?? [];

/** The text with American spelling; code in backticks is left alone. */
export const americanized = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part) =>
      part.startsWith('`')
        ? part
        : part.replace(BRITISH, (found, word: string, end = '') =>
            likeCase(found, `${SPELLINGS[word.toLowerCase()] ?? word}${end}`),
          ),
    )
    .join('');

const likeCase = (model: string, word: string): string =>
  /^[A-Z]/.test(model) ? `${word.charAt(0).toUpperCase()}${word.slice(1)}` : word;

const withoutCode = (text: string): string => text.replace(/`[^`]*`|\(https?:[^)]*\)/g, '');
