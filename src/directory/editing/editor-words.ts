import { z } from 'zod'
import { EDITS, GUARDS } from '../../domain/editing.ts'
import { serviceSchema } from '../../domain/service.ts'
import { capacitySchema } from '../../domain/service/parts.ts'
import type { EditorDeed } from '../../ports/editors.ts'
import { readWords, type Languages } from '../../staff/read-words.ts'
import { each, text, withBlanks } from '../../staff/word-shapes.ts'
import { GROUPS } from './inputs/input.ts'
import { EXPLAINED, INPUTS } from './inputs/inputs.ts'
import { CHOICES } from './inputs/options.ts'
import { PAGE_WORDS } from './page-words.ts'
import type { FormRule } from './read-form.ts'
import { SHOWS } from './shows.ts'
import { WHY_HIDDEN } from './standing.ts'

const { shape } = serviceSchema

/** What ids are called. */
const ids = {
  deed: z.strictObject({
    invited: withBlanks('who', 'about'),
    'took-up-key': withBlanks('who'),
    'signed-in': withBlanks('who'),
    'sign-in-refused': withBlanks('who'),
    'signed-out': withBlanks('who'),
    'ended-access': withBlanks('who', 'about'),
    'kept-version': withBlanks('who', 'about'),
    proposed: withBlanks('who', 'about'),
    approved: withBlanks('who', 'about'),
    refused: withBlanks('who', 'about'),
  } satisfies Record<EditorDeed, z.ZodType>),
  /** What the form itself finds; what code that the command line shares finds is told in English. */
  fault: z.strictObject({
    missing: text,
    'too-long': withBlanks('most'),
    'strange-signs': text,
    'future-date': text,
  } satisfies Record<FormRule, z.ZodType>),
  show: each(SHOWS),
  hidden: each(WHY_HIDDEN),
  capacity: each(capacitySchema.shape.state.options),
  waiting: z.strictObject({ one: text, many: withBlanks('count') }),
  status: each(shape.status.options),
  edit: each(EDITS),
  guard: each(GUARDS),
  group: each(GROUPS),
  group_says: each(EXPLAINED.groups),
  label: each(INPUTS.map(({ name }) => name)),
  hint: each(EXPLAINED.inputs),
  /** What has no input of its own, for history. */
  field: each([
    'status',
    'successor',
    'translations',
    'capacity',
    'info_checked_on',
    'oruk_id',
    'collected_on',
  ]),
  choice: z.strictObject({
    kind: each(CHOICES.kind),
    gender: each(CHOICES.gender),
    referral: each(CHOICES.referral),
    country: each(CHOICES.country),
    delivery: each(CHOICES.delivery),
    access: each(CHOICES.access),
    by_and_for: each(CHOICES.by_and_for),
    speaks_to: each(CHOICES.speaks_to),
    confidence: each(CHOICES.confidence),
    yes_no: each(CHOICES.yes_no),
    need: each(CHOICES.need),
    crime: each(CHOICES.crime),
  } satisfies Record<keyof typeof CHOICES, z.ZodType>),
}

/**
 * Everything that the editors' pages say in one language: `locales/<language>/editors.json`. Where they say an id in
 * words, the ids are those of the domain and of the form, so that a new one without words is refused in every language.
 */
export const editorWordsSchema = z.strictObject({ ...PAGE_WORDS, ...ids })

export type EditorWords = z.infer<typeof editorWordsSchema>

/** The words of each language that the editors' pages speak. */
export type EditorLanguages = Languages<EditorWords>

export const EDITORS_FILE = 'editors.json'

/** Reads `<folder>/<language>/editors.json` of every language that has one. Throws `StaffWordsError`. */
export const readEditorWords = (folder: string): EditorLanguages =>
  readWords(folder, EDITORS_FILE, editorWordsSchema)
