import type { Activity } from 'botbuilder'
import { z } from 'zod'
import type { Message } from '../conversation/converse.ts'

/** What a button of ours carries. Typed text never carries ids, so nobody can type one. */
const carriedSchema = z.object({
  haven: z.object({
    options: z.array(z.string().max(200)).max(100).optional(),
    everywhere: z.enum(['leave', 'start-again', 'help', 'back', 'language']).optional(),
    change: z.string().max(200).optional(),
    language: z.string().max(20).optional(),
    version: z.int().min(0).optional(),
  }),
})
type Carried = z.infer<typeof carriedSchema>['haven']

/** What a button carries, for `messageBack`, `postBack` and `Action.Submit` alike. */
export const carry = (haven: Carried): { readonly haven: Carried } => ({ haven })

/** What a message activity says: what its button carries, or else its text. */
export function saidIn(activity: Partial<Activity>): Pick<Message, 'said' | 'version'> {
  const carried = carriedIn(activity.value)
  const version = carried?.version === undefined ? {} : { version: carried.version }
  if (carried?.options) return { said: { kind: 'chosen', options: carried.options }, ...version }
  if (carried?.everywhere) return { said: { kind: 'everywhere', word: carried.everywhere }, ...version }
  if (carried?.language !== undefined)
    return { said: { kind: 'language', language: carried.language }, ...version }
  if (carried?.change !== undefined) return { said: { kind: 'change', at: carried.change }, ...version }
  return { said: { kind: 'typed', text: typedText(activity) }, ...version }
}

/** Some clients send what a button carries as text. */
function carriedIn(value: unknown): Carried | undefined {
  if (value === undefined || value === null) return undefined
  return carriedSchema.safeParse(typeof value === 'string' ? json(value) : value).data?.haven
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
}

/** Teams wraps mentions of us and its own formatting around what a person typed; elsewhere text is as typed. */
function typedText({ text = '', channelId }: Partial<Activity>): string {
  if (channelId !== 'msteams') return text
  return text
    .replace(/<at\b[^<>]{0,200}>[^<>]{0,200}<\/at>/gi, ' ')
    .replace(/<\/?[a-z][^<>]{0,500}>/gi, ' ')
    .replace(/&(nbsp|amp|lt|gt|quot|#39);/g, (_whole, name: string) => ENTITIES[name] ?? ' ')
    .replace(/[^\S\n]+/g, ' ')
    .trim()
}
