import type { StepKey } from '../../engine/flow.ts'
import type { Box, Exit } from './graph.ts'
import { plainly } from './graph.ts'
import { wrap } from './shorten.ts'

/** One way out at the foot of a box: its words, and small tags for what is not an arrow. */
export interface Cell {
  readonly lines: readonly string[]
  readonly tags: readonly (readonly string[])[]
  /** From the left edge of the box, px. */
  readonly left: number
  readonly width: number
}

/** A box with its measures, px. A port is where an arrow leaves the foot: 0 is the left edge, 1 the right. */
export interface Sized {
  readonly box: Box
  readonly text: readonly string[]
  readonly notes: readonly string[]
  readonly cells: readonly Cell[]
  readonly cellsTop: number
  readonly width: number
  readonly height: number
  readonly ports: readonly { readonly to: StepKey; readonly port: number }[]
}

export const HEAD = 24
export const TEXT_LINE = 18
export const NOTE_LINE = 15
export const LABEL_LINE = 15
export const TAG_LINE = 14
/** Padding inside a tag, above and below together. */
export const TAG_PAD = 6
export const SMALL = 0.88
/** Bold letters are this much wider. */
const BOLD = 1.2
const WIDTH = 280
const CELL = 140
const LABELS = 6

/** Measures a box. `isArrow` says which ways out are drawn as arrows; `numberOf` names a box that a tag leads back to. */
export function sized(box: Box, isArrow: (exit: Exit) => boolean, numberOf: (at: StepKey) => number): Sized {
  const width = Math.max(WIDTH, box.exits.length * CELL)
  const text = wrap(box.text, width - 28, 3, BOLD)
  const notes = [
    ...(box.shows === undefined ? [] : wrap(`and shows: ${box.shows}`, width - 28, 1, SMALL)),
    ...(box.from.length === 0 ? [] : wrap(`comes from: ${box.from.join(', ')}`, width - 28, 2, SMALL)),
  ]
  const each = width / Math.max(1, box.exits.length)
  const cells = box.exits.map((exit, index) => ({
    lines: labelLines(exit.labels, each - 14),
    tags: tagsOf(exit, isArrow(exit), numberOf).map((tag) => wrap(tag, each - 22, 3, SMALL)),
    left: each * index,
    width: each,
  }))
  const cellsTop = HEAD + 6 + text.length * TEXT_LINE + notes.length * NOTE_LINE + 6
  return {
    box,
    text,
    notes,
    cells,
    cellsTop,
    width,
    height: cellsTop + Math.max(0, ...cells.map(heightOf)) + 6,
    ports: box.exits.flatMap((exit, index) =>
      exit.lead.kind === 'step' && isArrow(exit)
        ? [{ to: exit.lead.at, port: (index + 0.5) / box.exits.length }]
        : [],
    ),
  }
}

const heightOf = (cell: Cell): number =>
  (cell.lines.length > 0 ? cell.lines.length * LABEL_LINE + 6 : 0) +
  cell.tags.reduce((sum, tag) => sum + tag.length * TAG_LINE + TAG_PAD + 3, 0)

function labelLines(labels: readonly string[], width: number): readonly string[] {
  const shown = labels.length > LABELS ? labels.slice(0, LABELS - 1) : labels
  const more = labels.length > shown.length ? [`and ${labels.length - shown.length} more`] : []
  return [...shown, ...more].flatMap((label) => wrap(label, width, 3, 0.92))
}

function tagsOf(exit: Exit, isArrow: boolean, numberOf: (at: StepKey) => number): readonly string[] {
  const { first, lead } = exit
  const before =
    first === undefined
      ? []
      : [first.kind === 'forget' ? 'everything is forgotten' : `first to: ${plainly(first.flow)}`]
  if (isArrow) return before
  switch (lead.kind) {
    case 'step':
      return [...before, `back to ${numberOf(lead.at)}`]
    case 'flow':
      return [...before, `on to: ${plainly(lead.flow)}`]
    case 'resume':
      return [...before, 'back to where they were']
    case 'return':
      return [...before, 'back to the drawing they came from']
    case 'change':
      return [...before, 'back to the answer they picked']
    case 'end':
      return [...before, 'the end']
  }
}
