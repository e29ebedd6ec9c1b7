/**
 * Whether a contact belongs to one member of staff: publishing it endangers them, and it dies when they leave. Both
 * rules would rather refuse a team's odd address than let a person's through; the cure costs one line.
 */

/** Words that show a team's address or label for what it is. Any one of them is enough. */
const ROLES = new Set(
  `access admin administration adult adults advice advocacy advocate advocates advisor adviser appointments area
  assist assistance bereavement bookings business care carer carers cares case central centre chat child children
  clinic commissioner communications communities community compensation complaints confidential contact coordinator
  council counselling county court courts crime crimes crisis customer daytime desk direct disability district
  domestic duty east emergency english enquiries enquiry evening fair families family feedback fraud free gateway
  general group hate head health hello help helpdesk helpline home homes hotline hours house housing hub idva
  independent information info inquiries isva justice kids language law legal lgbt lgbtq line listening local mail
  main manager media men mens mental message midlands national north office officer online open other out
  outreach panel parents partnership pcc people police post practice press privacy professional professionals
  programme project protection rape reception recovery referral referrals refuge report reporting reports response
  restorative road safe safeguarding safety sarc scheme school secure secretary self senior service services sexual
  social south staff stalking support survivor survivors system tax team teams text trauma trust unit uk urgent victim
  victims violence vulnerable wales welcome welfare welsh west witness witnesses women womens work young youth`.split(
    /\s+/,
  ),
)

/** First names common in the UK: with one of them in front, two words are read as a person. */
const FIRST_NAMES = new Set(
  `aaron abdul abigail adam agnieszka ahmed aisha alan alex alexandra alice alison amanda amelia amina amy andrea andrew
  angela anita ann anna anne anthony ashley barbara ben benjamin beth bethan bethany brian callum cara carl carol
  caroline catherine catrin charlotte cheryl chris christine christopher claire clare colin craig daniel danielle darren
  david dawn debbie deborah denise derek diane donna dylan edward eleanor elizabeth ella ellie emily emma eric eve fatima
  fiona frances gareth gary geoff george georgia gillian gordon graham gwen hannah harry hayley heather helen holly ian
  imran isabel jack jacob jacqueline james jamie jane janet janice jason jean jennifer jenny jessica jill joan joanna
  joanne joe john jonathan joseph joshua joyce judith julia julie karen kate katherine kathleen katie keith kelly kerry
  kevin kim kirsty laura lauren leanne lee lesley lewis linda lisa liz louise lucy luke lynn lynne maria marie mark martin
  mary matthew megan michael michelle mohammed mohammad muhammad natalie natasha neil nia nicholas nicola nigel olivia
  pamela patricia paul paula pauline peter philip phil rachel raymond rebecca rhian rhys richard robert roger rosie
  ruth ryan sally sam samantha samuel sandra sara sarah sean shannon sharon sheila sian simon sophie stacey stephanie
  stephen steven stuart sue susan suzanne thomas tim timothy tina tom tony tracey tracy usman valerie vanessa vicky
  victoria wayne wendy william yasmin zoe`.split(/\s+/),
)

/** An e-mail whose part before the @ is made like first.last@, or is a first name. */
export function isPersonalAddress(email: string): boolean {
  const parts = (email.split('@')[0] ?? '').toLowerCase().split(/[._-]/)
  if (parts.some((part) => ROLES.has(part) || /\d/.test(part))) return FIRST_NAMES.has(parts[0] ?? '')
  const [first = '', ...others] = parts
  return FIRST_NAMES.has(first) || (others.length > 0 && parts.every((part) => /^\p{L}+$/u.test(part)))
}

const TITLED = /\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Rev|PC|DC|PS|DS|DI|Sgt)\.? +\p{Lu}\p{Ll}+/u
const ASK_FOR =
  /\b(?:[Aa]sk (?:for|to speak to)|[Ss]peak (?:to|with)|[Cc]ontact|[Cc]all|[Rr]ing)[: ]+(\p{Lu}[\p{Ll}'’-]+)(?: (\p{Lu}[\p{L}'’-]+))?/u
const TWO_WORDS = /(?<![\p{L}'’])(\p{Lu}\p{Ll}+)[ -](\p{Lu}[\p{L}'’-]+)/gu

/** A number's label that tells whom to ask for by name: "Ask for Jane Smith", "PC Jones", "Jane Smith (Tuesdays)". */
export function namesAPerson(label: string): boolean {
  const isRole = (word: string | undefined) => word !== undefined && ROLES.has(word.toLowerCase())
  const asked = ASK_FOR.exec(label)
  const isAskedFor =
    asked !== null &&
    !isRole(asked[1]) &&
    !isRole(asked[2]) &&
    (asked[2] !== undefined || FIRST_NAMES.has((asked[1] ?? '').toLowerCase()))
  const pairs = [...label.matchAll(TWO_WORDS)]
  return (
    TITLED.test(label) ||
    isAskedFor ||
    pairs.some(([, first = '', last]) => FIRST_NAMES.has(first.toLowerCase()) && !isRole(last))
  )
}
