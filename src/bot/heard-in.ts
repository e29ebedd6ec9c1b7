import type { Activity } from 'botbuilder'
import { z } from 'zod'
import type { Message } from '../conversation/converse.ts'
import { LAYOUTS } from '../domain/layout.ts'
import { PRESSED_WORDS } from '../engine/flow.ts'

const MOST_OPTIONS = 100

/** What a button of ours carries. Typed text never carries ids, so nobody can type one. */
const carriedSchema = z.object({
  haven: z.object({
    options: z.array(z.string().max(200)).max(MOST_OPTIONS).optional(),
    everywhere: z.enum(PRESSED_WORDS).optional(),
    change: z.string().max(200).optional(),
    language: z.string().max(20).optional(),
    layout: z.enum(LAYOUTS).optional(),
    /** The box of a card whose content is the answer. */
    box: z.enum(['words', 'ticked']).optional(),
    version: z.int().min(0).optional(),
  }),
  /** What stands in the boxes of a card: Teams puts it beside what the button carries. */
  words: z.string().optional(),
  ticked: z.string().max(20_000).optional(),
})
type Pressed = z.infer<typeof carriedSchema>
export type Carried = z.infer<typeof carriedSchema>['haven']

/** What a button carries, for `messageBack`, `postBack` and `Action.Submit` alike. */
export const carry = (haven: Carried): { readonly haven: Carried } => ({ haven })

/** What a message activity says: what its button carries, or else its text. */
export function saidIn(activity: Partial<Activity>): Pick<Message, 'said' | 'version' | 'unsent'> {
  const pressed = carriedIn(activity.value)
  const carried = pressed?.haven
  const version = {
    ...(carried?.version !== undefined && { version: carried.version }),
    ...(carried?.box === undefined && pressed?.words !== undefined && { unsent: pressed.words }),
  }
  if (carried?.options) return { said: { kind: 'chosen', options: carried.options }, ...version }
  if (carried?.everywhere) return { said: { kind: 'everywhere', word: carried.everywhere }, ...version }
  if (carried?.language !== undefined)
    return { said: { kind: 'language', language: carried.language }, ...version }
  if (carried?.layout) return { said: { kind: 'layout', layout: carried.layout }, ...version }
  if (carried?.change !== undefined) return { said: { kind: 'change', at: carried.change }, ...version }
  if (carried?.box !== undefined) return { said: inTheBox(carried.box, pressed), ...version }
  return { said: { kind: 'typed', text: typedText(activity) }, ...version }
}

/** What was written or ticked in a card, exactly. Nothing, where nothing was: that is answered as an empty message is. */
function inTheBox(
  box: 'words' | 'ticked',
  { words = '', ticked = '' }: Partial<Pressed> = {},
): Message['said'] {
  if (box === 'words') return { kind: 'typed', text: words }
  const options = ticked.split(',').flatMap((id) => decoded(id.trim()) || [])
  return options.length === 0 || options.length > MOST_OPTIONS
    ? { kind: 'typed', text: '' }
    : { kind: 'chosen', options }
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}

/** Some clients send what a button carries as text. */
function carriedIn(value: unknown): Pressed | undefined {
  if (value === undefined || value === null) return undefined
  return carriedSchema.safeParse(typeof value === 'string' ? json(value) : value).data
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
