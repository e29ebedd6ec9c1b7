import type { StepKey } from '../../engine/flow.ts'
import type { Link } from './layers.ts'
import type { Sized } from './size.ts'

/** A box with its place; `x` is its left, `y` its top, px. `number` is its place in reading order. */
export interface Placed extends Sized {
  readonly number: number
  readonly x: number
  readonly y: number
}

/** A piece of an arrow, as the corners that it passes; only the last piece has a head. */
export interface Arrow {
  readonly points: readonly (readonly [number, number])[]
  readonly head: boolean
}

/** A whole drawing, in px. Exits that lead back are not arrows: they are tags that name the box's number. */
export interface Layout {
  readonly boxes: readonly Placed[]
  readonly arrows: readonly Arrow[]
  readonly width: number
  readonly height: number
}

/** Everything that was decided about a drawing but heights and lanes. */
export interface Plan {
  readonly layers: readonly (readonly string[])[]
  readonly links: readonly Link[]
  readonly sizes: ReadonlyMap<StepKey, Sized>
  readonly numbers: ReadonlyMap<StepKey, number>
  readonly middles: ReadonlyMap<string, number>
}

const LANE = 11
/** Free room above and below the lanes between two layers. */
const CLEAR = 16

/** Gives boxes their heights and arrows their corners: down, along a lane between the layers, and down again. */
export function route(plan: Plan): Layout {
  const { layers, links, sizes, middles } = plan
  const width = (node: string): number => sizes.get(node)?.width ?? 0
  const left = Math.min(...layers.flat().map((node) => middles.get(node)! - width(node) / 2))
  const middle = (node: string): number => Math.round(middles.get(node)! - left)
  const leaves = (link: Link): number => Math.round(middle(link.from) + (link.port - 0.5) * width(link.from))
  const boxes: Placed[] = []
  const arrows: Arrow[] = []
  let top = 0
  for (const layer of layers) {
    const height = Math.max(...layer.map((node) => sizes.get(node)?.height ?? 0))
    const below = links.filter((link) => layer.includes(link.from))
    const lanes = lanesOf(below, leaves, middle)
    const bottom = top + height
    const next = bottom + 2 * CLEAR + lanes.size * LANE
    for (const node of layer) {
      const size = sizes.get(node)
      if (size)
        boxes.push({ ...size, number: plan.numbers.get(node)!, x: middle(node) - size.width / 2, y: top })
      // An arrow that only passes this layer goes straight through it.
      else
        arrows.push({
          points: [
            [middle(node), top],
            [middle(node), bottom],
          ],
          head: false,
        })
    }
    for (const link of below) {
      const lane = bottom + CLEAR + lanes.get(link.to)! * LANE
      const [from, to] = [leaves(link), middle(link.to)]
      const start = top + (sizes.get(link.from)?.height ?? height)
      const points = [
        [from, start],
        [from, lane],
        [to, lane],
        [to, next],
      ] as const
      arrows.push({ points, head: sizes.has(link.to) })
    }
    top = next
  }
  return {
    boxes,
    arrows,
    width: Math.max(
      ...boxes.map((box) => box.x + box.width),
      ...arrows.flatMap(({ points }) => points.map(([x]) => x)),
    ),
    height: Math.max(...boxes.map((box) => box.y + box.height)),
  }
}

/**
 * One lane under a layer for each target. Where an arrow comes down at the very place where another goes on down, the
 * first takes the higher lane, so that the two never run on top of each other.
 */
function lanesOf(
  links: readonly Link[],
  leaves: (link: Link) => number,
  middle: (node: string) => number,
): ReadonlyMap<string, number> {
  const left = [...new Set(links.map((link) => link.to))].sort((a, b) => middle(a) - middle(b))
  const mustBeAbove = (upper: string, lower: string): boolean =>
    upper !== lower && links.some((link) => link.to === upper && Math.abs(leaves(link) - middle(lower)) < 8)
  const lanes = new Map<string, number>()
  while (left.length > 0) {
    const free = left.find((target) => !left.some((other) => mustBeAbove(other, target))) ?? left[0]!
    lanes.set(free, lanes.size)
    left.splice(left.indexOf(free), 1)
  }
  return lanes
}
