import { carry } from '../heard-in.ts'
import type { Carried } from '../heard-in.ts'

/** What Adaptive Cards 1.5 are made of, as far as we need it: the newest version that Teams shows. */
export interface Part {
  readonly type: string
  readonly [name: string]: unknown
}

/** How text stands out. */
interface Look {
  readonly weight?: 'Bolder'
  readonly size?: 'Large' | 'Medium'
  readonly isSubtle?: true
  readonly spacing?: 'None' | 'Small' | 'Medium' | 'Large'
}

/**
 * Text exactly as it is. What people wrote may hold signs that Markdown would read, so it stands in runs, which Markdown
 * leaves alone; each line is a block of its own, as line breaks within a run are lost.
 */
export const words = (text: string, { spacing, ...look }: Look = {}): readonly Part[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => ({
      type: 'RichTextBlock',
      ...(index > 0 ? { spacing: 'None' } : spacing !== undefined && { spacing }),
      inlines: [{ type: 'TextRun', text: still(line), ...look }],
    }))

/** A heading, for those who go from one to the next. Only a TextBlock can be one, and it reads Markdown. */
export const heading = (text: string, size: 'Large' | 'Medium' = 'Medium'): readonly Part[] =>
  /[*_[\]#`~<>|\\\n]|^\s*(\d+[.)]|[-+])\s/.test(text)
    ? words(text, { weight: 'Bolder', size })
    : [{ type: 'TextBlock', text: still(text), wrap: true, style: 'heading', weight: 'Bolder', size }]

/** An address that opens. Only pages of the web: what else could be pressed rings nobody in Teams. */
export const link = (text: string, url: string): readonly Part[] => [
  {
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text: still(text), selectAction: { type: 'Action.OpenUrl', url } }],
  },
]

/**
 * Something to press, alone in its row: a row of several shows only the first six, and cuts their words. `withInputs`:
 * what stands in the boxes of the card goes with it.
 */
export const press = (title: string, carried: Carried, withInputs = false): Part => ({
  type: 'ActionSet',
  spacing: 'Small',
  actions: [
    {
      type: 'Action.Submit',
      title: still(title),
      data: carry(carried),
      ...(!withInputs && { associatedInputs: 'none' }),
    },
  ],
})

/** A group of parts, which may run the other way than what stands around it. */
export const group = (items: readonly Part[], more: Readonly<Record<string, unknown>> = {}): Part => ({
  type: 'Container',
  ...more,
  items,
})

/** Cards replace `{{DATE(...)}}` and `{{TIME(...)}}`, and nobody's words may change: an invisible sign breaks them. */
export const still = (text: string): string => text.replaceAll('{{', '{\u2060{')
