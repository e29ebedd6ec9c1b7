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
    `yn mae fy wedi fi ei mynd dwin ac ir maer ddim fin mewn dwi nos ond nhw mar ers dod maen newydd hin rhywun drws
    dyn eto ffon nhwn cael efo deud fod nawr gweud ysgol neb isio fel iawn rwan yma heno roedd eisiau ofn yr hynny
    gyda oedd nid wnaeth sydd rydw rwyn angen bod heddlu gwr cariad allan chi gan rwy siarad heb achos gwbod byw lle
    meddwl fynd lladd ben merch gwaith cysgu wrth does ar bob fe ni dim ol fo win dros ty os wedii dal neud nol mas
    nath tro dydd plant gyd nesa sain moyn mab lawr en rhoi beth dan gofyn pwy iw chwaer gen gadael dwyn arna ydi
    oed sut oes nin mrawd mis jyst gael ffrind fen yw ym lan hogyn drwyr cal iddo hyn gyrru gwrthod byth bore iddi
    arall ges efor ngwr yng weld torri hala`,
  ),
  pl: telling(
    `jest nie moj moja mnie sie jestem ktos ukradl ukradli bije mam zostalem zostalam boje byly byla ze dla policja
    na przez moje mojego tak bylo meza maz wczoraj nas domu chce jej za dzieci zabije zabic grozi krzyczy jak teraz
    dzis pod dzisiaj dziecko umrzec po syna moge drzwi nozem z mi w nocy zaraz sobie zeby pracy ich wszystko co juz
    tylko od corka ojciec noc auto bez gdy przed pomocy prosze lat mowi czy mu gdzie mojej ale tym przy nic wiem raz
    nikt jego tam lata temu pokoju ona dwa funtow sam dzien zona roku pisze kto zdjecia sama potem niego zabrali
    trzy nim nawet kolega jeden facet dalej chodzi byl tego polski mowia spi siostry siedzi mna rano powiedzial
    kolezanka jutro dziewczyna chlopak wszystkie trzeci sasiad placze nia mysle mial mamy kiedy zebym zawsze tej
    szef siostra rodzina pieniadze moim mieszka az zrobil tydzien szkoly`,
  ),
  ro: telling(
    `este sunt nu mea meu mi-a m-a si cu pe din sotul ma bate frica furat ajutor politia cineva foarte vreau casa
    fost ca imi de la sa ani cand el luat acum zice ce fata au mi-au ii daca tot dupa zis s-a asta cum pentru unde
    dat fac stiu masina doua zic doar vine noi fara ea il vrea usa m-au pus lui peste ceva spart cine bani trei iar
    era facut acasa mi-e toata prin m-am lasat vad noaptea lire aici nimeni ne-au n-am langa eram stau nimic lasa
    i-au doi baiatul acolo venit vazut sub sta noapte azi toti telefonul plecat gasit fiecare taiat duc banii toate
    strada scoala mele luni jos ia aia trecut tine nici munca l-a i-am fetita cere bicicleta unul seara lovit duba
    copilul batut barbat ziua vin s-o pt`,
  ),
  'ur-Latn': telling(
    `mera meri mujhe mein hai hain nahi ne ko ka ki ke raha rahi shohar bahut kya aur mar dar ghar wo woh se kar koi
    madad chahiye tha thi gaya ab bhi gaye hoon mere ho kisi gai raat rahe sab aaj liye phir abhi roz wapas apne
    bahar pata paise kaha kal kaam hua keh karta saath baad bas bachon kahan paas din jata shadi main saal dia kia
    bhai kr gya aa nai lia ammi kehta jab wale pehle gari wali mara beti thay bachay haath kehte kuch bahir baat
    khud har ek ye nikal hui dost wala usko sath maar li krta chala larke chori beta aya aik samne mahine lagta hue
    chor kehti jo hum andar sirf rakha laga hota bola behan rha gaari bana theek subah msg khatam dil abu usay
    darwaza dafa biwi bhej bachi abi warna upar`,
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
