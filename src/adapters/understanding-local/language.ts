/**
 * Words that hardly any other of these languages has, by how often they stand in the corpus of each and not in that of
 * English. English is the answer when nothing else is heard.
 */
const TELLING: Readonly<Record<string, ReadonlySet<string>>> = {
  en: telling(
    `and my it for of with her his from got that she now hes not had been when has have back its this our who there
    about ive just but what dont says if know them shes every told over night get cant gone want never last after years
    house then are come outside went theres work still mum because wont did were how again day money through next going
    here where some people will left nothing husband little into kids found ago would think asked the was they you im`,
  ),
  cy: telling(
    `yn mae fy wedi fi ei mynd dwin ac ir maer ddim fin mewn dwi nos ond nhw mar ers dod maen newydd hin rhywun drws dyn
    eto ffon nhwn cael efo deud fod nawr gweud ysgol neb isio fel iawn rwan yma heno roedd eisiau ofn yr hynny gyda oedd
    nid wnaeth sydd rydw rwyn angen bod heddlu gwr cariad allan chi gan rwy siarad heb achos gwbod byw lle meddwl fynd
    lladd ben merch gwaith cysgu wrth does`,
  ),
  pl: telling(
    `jest nie moj moja mnie sie jestem ktos ukradl ukradli bije mam zostalem zostalam boje byly byla ze dla policja na
    przez moje mojego tak bylo meza maz wczoraj nas domu chce jej za dzieci zabije zabic grozi krzyczy jak teraz dzis pod
    dzisiaj dziecko umrzec po syna moge drzwi nozem z mi w nocy zaraz sobie zeby pracy ich wszystko co juz tylko od corka
    ojciec noc auto bez gdy przed pomocy prosze`,
  ),
  ro: telling(
    `este sunt nu mea meu mi-a m-a si cu pe din sotul ma bate frica furat ajutor politia cineva foarte vreau casa fost ca
    imi`,
  ),
  'ur-Latn': telling(
    `mera meri mujhe mein hai hain nahi ne ko ka ki ke raha rahi shohar bahut kya aur mar dar ghar wo woh se kar koi madad
    chahiye tha thi gaya ab bhi gaye hoon mere ho kisi gai raat rahe sab aaj liye phir abhi roz wapas apne bahar pata
    paise kaha kal kaam hua keh karta saath baad bas bachon kahan paas din jata shadi`,
  ),
}

function telling(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/).filter((word) => word !== ''))
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

/** From so many English words on, a text without any telling word of a language is not in that language. */
const PLAINLY = 2

/** The scripts of the languages that are not written in Latin letters. */
const SCRIPT: Readonly<Record<string, RegExp>> = {
  ar: /\p{Script=Arabic}/u,
  ur: /\p{Script=Arabic}/u,
  pa: /\p{Script=Gurmukhi}/u,
}

/**
 * Whether a text may be in a language: not without a letter of its script, nor if it is plainly English and has no word
 * that tells of the language, because the same letters mean other things there.
 */
export function mayBeIn(text: string): (language: string) => boolean {
  const counts = tellingWords(text.slice(0, 2_000).normalize('NFC'))
  const isEnglish = (counts.get('en') ?? 0) >= PLAINLY
  return (language) =>
    SCRIPT[language]?.test(text) ?? (!isEnglish || !counts.has(language) || (counts.get(language) ?? 0) > 0)
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
