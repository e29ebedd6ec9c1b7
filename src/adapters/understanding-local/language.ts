/** Words that hardly any other of these languages has. English is the answer when nothing else is heard. */
const TELLING: Readonly<Record<string, ReadonlySet<string>>> = {
  en: new Set(
    'the and is my me was he she they it of in that to you have with for on not i im am this what who are been dont cant'.split(
      ' ',
    ),
  ),
  cy: new Set(
    'mae yn yr fy fi wedi ddim gan dwi rwy dw chi ond roedd eisiau ofn fod hynny gyda oedd ac nid wnaeth sydd rydw rwyn angen help nhw bod heddlu gwr cariad tu allan'.split(
      ' ',
    ),
  ),
  pl: new Set(
    'jest nie moj moja mnie sie jestem ktos ukradl ukradli bije mam zostalem zostalam boje byly byla ze dla policja pomocy na przez moje mojego tak bylo meza maz wczoraj'.split(
      ' ',
    ),
  ),
  ro: new Set(
    'este sunt nu mea meu mi-a m-a am si cu pe din sotul ma bate frica furat ajutor politia cineva foarte vreau casa fost ca imi'.split(
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
export function languageOf(text: string, chosen?: string): string {
  const sample = text.slice(0, 2_000).normalize('NFC')
  if (/\p{Script=Gurmukhi}/u.test(sample)) return 'pa'
  if (/\p{Script=Arabic}/u.test(sample)) return URDU.test(sample) ? 'ur' : 'ar'
  const words =
    sample
      .toLowerCase()
      .replaceAll('ł', 'l')
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .match(/[\p{L}'-]+/gu) ?? []
  const plain = words.map((word) => word.replaceAll("'", ''))
  const counts = Object.entries(TELLING).map(([language, telling]) => ({
    language,
    count: plain.filter((word) => telling.has(word)).length,
  }))
  const english = counts.find(({ language }) => language === 'en')?.count ?? 0
  const best = counts.reduce((most, one) => (one.count > most.count ? one : most), {
    language: 'en',
    count: english,
  })
  if (best.language !== 'en' && best.count >= english + MARGIN) return best.language
  return english > 0 ? 'en' : (chosen ?? 'en')
}
