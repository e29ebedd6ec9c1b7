import { layOut } from './layout.ts'
import type { Box } from './graph.ts'
import type { Arrow, Layout, Placed } from './route.ts'
import { escaped, widthOf, wrap } from './shorten.ts'
import type { Cell } from './size.ts'
import { HEAD, LABEL_LINE, NOTE_LINE, SMALL, TAG_LINE, TAG_PAD, TEXT_LINE } from './size.ts'

const MARGIN = 24
const LEGEND = 190
const KINDS = {
  say: { word: 'says', fill: '#e8f1fb', edge: '#1d4f91', radius: 18 },
  question: { word: 'asks', fill: '#ffffff', edge: '#1b1b1b', radius: 4 },
  action: { word: 'does', fill: '#f3efe6', edge: '#7a5c00', radius: 0 },
} as const

/** What is drawn over a flow: its name, what it is for, and what each shape means. */
export interface Caption {
  readonly title: string
  readonly purpose: string
}

/** One flow as an SVG, readable by itself: a caption, a legend, the boxes and the arrows. */
export function drawing(boxes: readonly Box[], caption: Caption): string {
  const layout = layOut(boxes)
  const width = Math.max(760, layout.width) + 2 * MARGIN
  const height = layout.height + LEGEND + 2 * MARGIN
  const shift = Math.round((width - layout.width) / 2)
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="Arial, Helvetica, sans-serif" font-size="13">`,
    `<title>${escaped(caption.title)}</title><desc>${escaped(caption.purpose)}</desc>`,
    `<defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0L10 5L0 10z" fill="#444"/></marker></defs>`,
    `<rect width="${width}" height="${height}" fill="#fbfbfa"/>`,
    legend(caption, width),
    `<g transform="translate(${shift} ${LEGEND + MARGIN})">`,
    ...drawnArrows(layout),
    ...layout.boxes.map(drawnBox),
    '</g>',
    '</svg>',
    '',
  ].join('\n')
}

function legend({ title, purpose }: Caption, width: number): string {
  const lines = wrap(purpose, width - 2 * MARGIN, 2)
  const words = [
    'A person can also say these at every step, and is heard first: help, back, leave, start again, or another language.',
    'Words of danger show who to ring before anything else, and then lead back to the same step.',
    'A small grey tag leads to another drawing, or back to the box with that number.',
  ]
  const shapes = (Object.keys(KINDS) as (keyof typeof KINDS)[]).map((kind, index) => {
    const told = {
      say: 'Haven says something',
      question: 'Haven asks, they answer',
      action: 'Haven does something',
    }[kind]
    const x = MARGIN + index * 255
    return `<g transform="translate(${x} 84)">${shape(kind, 30, 18)}<text x="40" y="14">${told}</text></g>`
  })
  return [
    `<text x="${MARGIN}" y="36" font-size="22" font-weight="bold">${escaped(title)}</text>`,
    ...lines.map(
      (line, index) => `<text x="${MARGIN}" y="${58 + index * 17}" fill="#444">${escaped(line)}</text>`,
    ),
    ...shapes,
    ...words.map(
      (line, index) =>
        `<text x="${MARGIN}" y="${126 + index * 17}" fill="#444" font-size="12">${line}</text>`,
    ),
    `<line x1="${MARGIN}" y1="${LEGEND - 16}" x2="${width - MARGIN}" y2="${LEGEND - 16}" stroke="#ccc"/>`,
  ].join('\n')
}

function drawnArrows(layout: Layout): readonly string[] {
  return layout.arrows.map(({ points, head }: Arrow) => {
    const corners = points.filter(
      (point, index) =>
        index === 0 || point[0] !== points[index - 1]![0] || point[1] !== points[index - 1]![1],
    )
    const path = corners.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${x} ${y}`).join('')
    return `<path d="${path}" fill="none" stroke="#444" stroke-width="1.4" stroke-linejoin="round"${head ? ' marker-end="url(#head)"' : ''}/>`
  })
}

function shape(kind: keyof typeof KINDS, width: number, height: number): string {
  const { fill, edge, radius } = KINDS[kind]
  const paint = `fill="${fill}" stroke="${edge}" stroke-width="1.6"`
  if (kind !== 'action') return `<rect width="${width}" height="${height}" rx="${radius}" ${paint}/>`
  const cut = Math.min(12, height / 2)
  const corners = [
    [cut, 0],
    [width - cut, 0],
    [width, cut],
    [width, height - cut],
    [width - cut, height],
    [cut, height],
    [0, height - cut],
    [0, cut],
  ]
  return `<polygon points="${corners.map((corner) => corner.join(',')).join(' ')}" ${paint} stroke-dasharray="5 3"/>`
}

function drawnBox(placed: Placed): string {
  const { box, text, notes, cells, cellsTop, width, height } = placed
  const { word, edge } = KINDS[box.shape]
  const textTop = HEAD + 6 + 13
  const notesTop = textTop + text.length * TEXT_LINE - 2
  return [
    `<g transform="translate(${placed.x} ${placed.y})">`,
    shape(box.shape, width, height),
    `<text x="14" y="17" font-size="11" fill="${edge}"><tspan font-weight="bold">${placed.number}</tspan>  ${word}</text>`,
    ...text.map(
      (line, index) =>
        `<text x="14" y="${textTop + index * TEXT_LINE}" font-weight="bold">${escaped(line)}</text>`,
    ),
    ...notes.map(
      (line, index) =>
        `<text x="14" y="${notesTop + index * NOTE_LINE}" font-size="11" fill="#555">${escaped(line)}</text>`,
    ),
    ...cells.map((cell, index) => drawnCell(cell, cellsTop, height, index > 0)),
    '</g>',
  ].join('\n')
}

function drawnCell(cell: Cell, top: number, bottom: number, isLater: boolean): string {
  const middle = cell.left + cell.width / 2
  let y = top + 12
  const parts: string[] = []
  if (isLater)
    parts.push(`<line x1="${cell.left}" y1="${top}" x2="${cell.left}" y2="${bottom}" stroke="#bbb"/>`)
  for (const line of cell.lines) {
    parts.push(`<text x="${middle}" y="${y}" text-anchor="middle" font-size="12">${escaped(line)}</text>`)
    y += LABEL_LINE
  }
  y += cell.lines.length > 0 ? -6 : -12
  for (const tag of cell.tags) {
    const width = Math.max(...tag.map((line) => widthOf(line, SMALL))) + 14
    const height = tag.length * TAG_LINE + TAG_PAD
    parts.push(
      `<rect x="${middle - width / 2}" y="${y}" width="${width}" height="${height}" rx="8" fill="#e3e3e0"/>`,
    )
    for (const [index, line] of tag.entries()) {
      parts.push(
        `<text x="${middle}" y="${y + TAG_LINE * (index + 1)}" text-anchor="middle" font-size="11">${escaped(line)}</text>`,
      )
    }
    y += height + 3
  }
  return parts.join('\n')
}
