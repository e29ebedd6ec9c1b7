import MailComposer from 'nodemailer/lib/mail-composer'
import type { Stop } from '../../domain/contact-plan.ts'
import { referralSchema, type Referral } from '../../domain/referral.ts'
import { lock } from './age.ts'
import { asText } from './as-text.ts'

/** A mailbox that takes referrals, and who writes to it. */
export interface Mailbox {
  readonly to: string
  readonly from: string
  /** Absent: the secrecy of this mailbox was agreed, so the content may stand in the message. */
  readonly passphrase?: string
}

/** What one message is about: a referral with its sequence, less contact, or that one was taken back. */
export type Errand =
  | { readonly kind: 'new' | 'corrected'; readonly referral: Referral; readonly sequence: number }
  | {
      readonly kind: 'safer'
      readonly reference: string
      readonly stop: Stop
      readonly sequence: number
    }
  | { readonly kind: 'withdrawn'; readonly reference: string }

/** The errands that carry what a person sent. */
type Carrying = Extract<Errand, { readonly referral: Referral }>

const referenceOf = (errand: Errand): string =>
  'referral' in errand ? errand.referral.reference : errand.reference

/** The key of an errand: the same each time that the errand is sent. A withdrawal outranks every sequence. */
export function keyOf(errand: Errand): string {
  switch (errand.kind) {
    case 'safer':
      return `${errand.reference}/safer-${errand.sequence}`
    case 'withdrawn':
      return `${errand.reference}/withdrawn`
    default:
      return `${errand.referral.reference}/${errand.sequence}`
  }
}

/**
 * Writes the message for one errand. Headers and file names hold a reference and a key and nothing else; what a person
 * said is locked in files, or where that was agreed in the body. Throws for what is no reference: it goes into headers.
 */
export async function letterFor(errand: Errand, mailbox: Mailbox, now: Date): Promise<Buffer> {
  const reference = referralSchema.shape.reference.parse(referenceOf(errand))
  const key = keyOf(errand)
  const host = mailbox.from.slice(mailbox.from.lastIndexOf('@') + 1)
  const id = (of: string) => `<${of.replace('/', '.')}@${host}>`
  const first = `${reference}/1`
  const { text, files } = await bodyOf(errand, mailbox)
  const composer = new MailComposer({
    from: mailbox.from,
    to: mailbox.to,
    subject: `${SUBJECTS[errand.kind]} ${reference}`,
    messageId: id(key),
    ...(key !== first && { inReplyTo: id(first), references: id(first) }),
    date: now,
    headers: { 'X-Haven-Key': key, 'Auto-Submitted': 'auto-generated' },
    text,
    textEncoding: 'base64',
    attachments: files.map(({ name, type, content }) => ({
      filename: name,
      contentType: type,
      content,
      contentTransferEncoding: 'base64' as const,
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().build()
}

const SUBJECTS = {
  new: 'New referral',
  corrected: 'Corrected referral',
  safer: 'Safer contact for',
  withdrawn: 'Withdrawn referral',
} as const

interface File {
  readonly name: string
  readonly type: string
  readonly content: Buffer
}

async function bodyOf(
  errand: Errand,
  { passphrase }: Mailbox,
): Promise<{ readonly text: string; readonly files: readonly File[] }> {
  if (errand.kind === 'withdrawn') return { text: withdrawn(errand.reference), files: [] }
  if (errand.kind === 'safer') return { text: safer(errand), files: [] }
  const { referral, sequence } = errand
  const name = `${referral.reference}-${sequence}`
  const json = Buffer.from(`${JSON.stringify(referral, undefined, 2)}\n`)
  const readable = Buffer.from(asText(referral))
  if (passphrase === undefined)
    return {
      text: `${opening(errand)}\n\n${readable.toString('utf8')}`,
      files: [{ name: `${name}.json`, type: 'application/json', content: json }],
    }
  const locked = async (file: string, content: Buffer): Promise<File> => ({
    name: `${file}.age`,
    type: 'application/octet-stream',
    content: await lock(content, passphrase),
  })
  return {
    text: `${opening(errand)}\n\n${OPENING_FILES}\n`,
    files: [await locked(`${name}.txt`, readable), await locked(`${name}.json`, json)],
  }
}

const OPENING_FILES = `What was sent is in the two attached files: .txt for reading, .json for your system. Both are locked with the
passphrase that was agreed with you. They are age files (age-encryption.org), so "age --decrypt FILE" opens them.
Never send the passphrase by email.`

function opening(errand: Carrying): string {
  const { reference, sample } = errand.referral
  const key = keyOf(errand)
  return [
    ...(sample ? ['DEMONSTRATION. Nobody may act on this.', ''] : []),
    errand.kind === 'new'
      ? `This is a new referral. Its reference is ${reference}.`
      : `This takes the place of everything you had under the reference ${reference}. Use this one only.`,
    `The key of this message is ${key}. If you have had that key before, it is the same message again: act once.`,
    'If you have had a higher number, or a message that the person took it back, do not act on this one.',
    `If you have had a message "Safer contact for ${reference}", obey it, whatever this one says.`,
    'A programme sent this. Nobody reads answers to it.',
  ].join('\n')
}

/** No way of contact is named with its detail, so this may be read by whoever opens the mailbox. */
const safer = ({ reference, stop, sequence }: Extract<Errand, { kind: 'safer' }>): string =>
  [
    `The person of the referral ${reference} has made contact safer. Do this before anything else.`,
    ...(stop === 'all'
      ? [
          'Do not contact them in any way. Do not ask anybody else about them. They will ring you with this reference.',
        ]
      : [
          'Never use these ways again, and delete the number or address that you have for them:',
          ...stop.map((way) => `- ${WAYS[way]}`),
          'Every other rule of safe contact stays as it was.',
        ]),
    'This also holds for every message with this reference that comes later.',
    `The key of this message is ${reference}/safer-${sequence}. You may get it more than once.`,
    'A programme sent this. Nobody reads answers to it.',
    '',
  ].join('\n')

const WAYS = { phone: 'Phone call', text: 'Text message', email: 'Email', post: 'Post' } as const

const withdrawn = (reference: string): string =>
  [
    `The person has taken back the referral ${reference}. Stop acting on it, and do not contact them.`,
    'Delete every message with this reference, and what you kept of them. If another one comes later, delete it too.',
    `The key of this message is ${reference}/withdrawn. You may get it more than once.`,
    'A programme sent this. Nobody reads answers to it.',
    '',
  ].join('\n')
