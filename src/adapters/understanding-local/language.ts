/** Words that hardly any other of these languages has. English is the answer when nothing else is heard. */
const TELLING: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(
    'the and is my me was he she they it of in that to you have with for on not i im am this what who are been dont cant'.split(
      ' ',
    ),
  ),
  cy: new Set(
    'mae yn yr fy fi wedi ddim gan dwi rwy dw chi ond roedd eisiau ofn fod hynny gyda oedd ac nid wnaeth sydd rydw rwyn angen nhw bod heddlu gwr cariad tu allan'.split(
      ' ',
    ),
  ),
  pl: new Set(
    'jest nie moj moja mnie sie jestem ktos ukradl ukradli bije mam zostalem zostalam boje byly byla ze dla policja pomocy na przez moje mojego tak bylo meza maz wczoraj'.split(
      ' ',
    ),
  ),
  ro: new Set(
    'este sunt nu mea meu mi-a m-a si cu pe din sotul ma bate frica furat ajutor politia cineva foarte vreau casa fost ca imi'.split(
      ' ',
    ),
  ),
  'ur-Latn': new Set(
    'mera meri mujhe mein hai hain nahi ne ko ka ki ke raha rahi shohar bahut kya aur main mar dar ghar wo woh se kar koi madad chahiye tha thi gaya'.split(
      ' ',
    ),
  ),
}
/** Letters of Urdu that Arabic does not use. */
const URDU = /[ٹڈڑںےہگچپژک]/
/** How many telling words more than English a language needs. */
const MARGIN = 2

/**
 * The language of a text, BCP 47, by its script and then by small words. Deliberately simple: a short text that tells
 * nothing is in the language that the person chose, or English.
 */
export const languageOf = (text: string, chosen?: string): string => surelyIn(text) ?? chosen ?? 'en'

/** The same, or undefined for a text that tells nothing. */
export function surelyIn(text: string): string | undefined {
  const sample = text.slice(0, 2_000).normalize('NFC')
  if (/\p{Script=Gurmukhi}/u.test(sample)) return 'pa'
  if (/\p{Script=Arabic}/u.test(sample)) return URDU.test(sample) ? 'ur' : 'ar'
  const counts = tellingWords(sample)
  const english = counts.get('en') ?? 0
  const [best, most] = [...counts].reduce((first, one) => (one[1] > first[1] ? one : first))
  if (best !== 'en' && most >= english + MARGIN) return best
  return english > 0 ? 'en' : undefined
}

/**
 * Whether a text may be in a language: any text that tells nothing may be in any, and one with a telling word of a
 * language may be in that.
 */
export function mayBeIn(text: string): (language: string) => boolean {
  const counts = tellingWords(text.slice(0, 2_000).normalize('NFC'))
  const isEnglish = (counts.get('en') ?? 0) > 0
  return (language) => !isEnglish || !counts.has(language) || (counts.get(language) ?? 0) > 0
}

/** How many telling words of each language a text has. */
function tellingWords(text: string): Map<string, number> {
  const words =
    text
      .toLowerCase()
      .replaceAll('ł', 'l')
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .match(/[\p{L}'-]+/gu) ?? []
  const plain = words.map((word) => word.replaceAll("'", ''))
  return new Map(
    Object.entries(TELLING).map(([language, telling]) => [
      language,
      plain.filter((word) => telling.has(word)).length,
    ]),
  )
}
