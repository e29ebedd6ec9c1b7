import { applied } from './rule.ts'
import type { Rule } from './rule.ts'

/** Words after a number, or before "road", that show that no address is meant. */
const NO_STREET = new Set(
  (
    'a all and at away behind boys by cars days dogs doors down each every few for from girls high hours houses in is ' +
    'kids lads main men metres miles minutes mins months more my nights of off on one onto or other our out outside ' +
    'over page people same streets that the their this those three times to two under up weeks women yards years your'
  ).split(' '),
)
const STREET =
  'street|road|rd|avenue|ave|lane|ln|close|drive|crescent|cres|terrace|gardens|grove|mews|square|parade|row|walk|court|place|way|hill|green|view|rise'
/** Those that are a street even without a number; "court", "place" and "way" are not. */
const SURELY_STREET = 'Street|Road|Rd|Avenue|Ave|Lane|Close|Drive|Crescent|Terrace|Gardens|Grove|Mews'
const COUNTED =
  '(?!\\s+(?:more|other|days?|nights?|weeks?|months?|years?|hours?|times?|people|men|women|lads|girls|boys))'

const wordsBefore = (found: string): string[] =>
  found
    .toLowerCase()
    .match(/\p{L}+/gu)
    ?.slice(0, -1) ?? []

const RULES: readonly Rule[] = [
  { pattern: /(?:https?:\/\/|www\.)\S*[^\s.,;:!?)\]'"]/giu, becomes: '[link]' },
  { pattern: /[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu, becomes: '[email]' },
  {
    pattern:
      /[\p{L}\p{N}._-]+ ?(?:\bat\b|@) ?(?:gmail|hotmail|outlook|yahoo|icloud)(?: ?(?:dot|\.) ?(?:com|co ?(?:dot|\.) ?uk))?(?!\p{L})/giu,
    becomes: '[email]',
  },
  // After a full stop without a space "me" and "be" are words, so those want a path.
  {
    pattern:
      /(?<![\p{L}\p{N}@.-])[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.(?:(?:com|uk|org|net|info|app|gg|wales|cymru)(?:\/\S*)?|(?:me|io|tv|be|ly|page|pl|ro)\/\S+)(?![\p{L}\p{N}])/giu,
    becomes: '[link]',
  },
  {
    pattern:
      /(?<![\p{L}\p{N}@])@(?!(?:work|home|school|college|uni|night)(?!\p{L}))[\p{L}\p{N}_.]*[\p{L}\p{N}_]{2,}/giu,
    becomes: '[account]',
  },
  {
    pattern:
      /(?<keep>(?<!\p{L})(?:insta|instagram|snap|snapchat|tiktok|twitter|discord|telegram|kik|facebook|fb|username|user ?name|handle|gamertag)(?: (?:name|account|user|username|handle|id|tag|is|was|its))*[ :=]+)(?=[\p{L}\p{N}_.-]*[\p{N}_.-][\p{L}\p{N}_])[\p{L}\p{N}_][\p{L}\p{N}_.-]*[\p{L}\p{N}_]/giu,
    becomes: '[account]',
    isMeant: (found) => !/^\d+$/u.test(found),
  },
  // Nobody writes ordinary words with a line under them between the parts.
  {
    pattern: /(?<![\p{L}\p{N}_])[\p{L}\p{N}]+(?:_[\p{L}\p{N}]+)+(?![\p{L}\p{N}_])/gu,
    becomes: '[account]',
  },
  {
    pattern: new RegExp(
      `(?<!\\p{L})(?:flat|apartment|apt)\\.? (?:no\\.? ?)?\\d{1,4}[a-z]?(?![\\p{L}\\p{N}])${COUNTED}`,
      'giu',
    ),
    becomes: '[place]',
  },
  {
    pattern: new RegExp(
      `(?<keep>(?<!\\p{L})(?:at|from|of|in|outside|next to) (?:number|no\\.?|num) ?)\\d{1,4}[a-z]?(?![\\p{L}\\p{N}])${COUNTED}`,
      'giu',
    ),
    becomes: '[place]',
  },
  {
    pattern: new RegExp(
      `(?<![\\p{L}\\p{N}])\\d{1,4} ?[a-z]?,? (?:(?:St\\. )?[\\p{L}'’.-]+ ){1,3}(?:${STREET})(?!\\p{L})`,
      'giu',
    ),
    becomes: '[place]',
    isMeant: (found) => !wordsBefore(found).some((word) => NO_STREET.has(word)),
  },
  {
    pattern: new RegExp(
      `(?<!\\p{L})(?:(?!(?:The|My|Our|High|Main|On|In|At|From|Along)(?!\\p{L}))\\p{Lu}[\\p{L}'’.]+ ){1,3}(?:${SURELY_STREET})(?!\\p{L})`,
      'gu',
    ),
    becomes: '[place]',
  },
  {
    pattern: /(?<![\p{L}\p{N}])[a-z]{1,2}\d[a-z\d]?\s?\d[abd-hjlnp-uw-z]{2}(?![\p{L}\p{N}])/giu,
    becomes: '[place]',
    // "b4 2nd lockdown" is no postcode.
    isMeant: (found) => !/(?:st|nd|rd|th)$/u.test(found),
  },
]

/** The text without links, addresses on the net, accounts, streets with numbers and postcodes. */
export const withoutPlaces = (text: string): string => applied(RULES, text)
