import type { Box, Exit } from './graph.ts'
import type { Graph, Link } from './layers.ts'
import { arrowName, backArrows, orderLayers, ranksOf } from './layers.ts'
import { sized } from './size.ts'
import type { Sized } from './size.ts'
import { spread } from './spread.ts'

/** A box with its place; `x` is its middle, `y` its top, px. `number` is its place in reading order. */
export interface Placed extends Sized {
  readonly number: number
  readonly x: number
  readonly y: number
}

/** One arrow, as the corners that it passes. */
export interface Arrow {
  readonly points: readonly (readonly [number, number])[]
}

/** A whole drawing, in px. Exits that lead back are not arrows: they are tags that name the box's number. */
export interface Layout {
  readonly boxes: readonly Placed[]
  readonly arrows: readonly Arrow[]
  readonly width: number
  readonly height: number
}

const GAP = 28
const LANE = 11
const THREAD = 10

/** A point that a long arrow passes through in a layer between. */
const threadName = (from: string, to: string, rank: number): string => `${from} > ${to} @ ${rank}`

/** Lays the boxes out in layers from top to bottom. The same boxes give the same drawing. */
export function layOut(boxes: readonly Box[]): Layout {
  const graph: Graph = {
    nodes: entriesFirst(boxes),
    arrows: boxes.flatMap((box) => box.exits.flatMap((exit) => (exit.lead.kind === 'step' ? [{ from: box.at, to: exit.lead.at }] : []))),
  }
  const back = backArrows(graph)
  const forward = graph.arrows.filter(({ from, to }) => !back.has(arrowName(from, to)))
  const ranks = ranksOf({ nodes: graph.nodes, arrows: forward })
  const isArrow = (from: string, exit: Exit): boolean => exit.lead.kind === 'step' && !back.has(arrowName(from, exit.lead.at))
  const sizes = new Map(boxes.map((box) => [box.at, sized(box, (exit) => isArrow(box.at, exit))]))
  const { layers, links } = threaded(graph.nodes, ranks, sizes)
  const ordered = orderLayers(layers, links)
  const widthAt = (node: string): number => sizes.get(node)?.width ?? THREAD
  const middles = align(ordered, links, widthAt)
  return assembled(ordered, links, sizes, middles)
}

/** People come in at the top: boxes that others lead to stand first, then the order of the file. */
const entriesFirst = (boxes: readonly Box[]): readonly string[] => [
  ...boxes.filter((box) => box.from.length > 0).map((box) => box.at),
  ...boxes.filter((box) => box.from.length === 0).map((box) => box.at),
]

/** The layers, with a thread through every layer that an arrow passes. */
function threaded(
  nodes: readonly string[],
  ranks: ReadonlyMap<string, number>,
  sizes: ReadonlyMap<string, Sized>,
): { readonly layers: readonly (readonly string[])[]; readonly links: readonly Link[] } {
  const layers: string[][] = Array.from({ length: Math.max(0, ...ranks.values()) + 1 }, () => [])
  for (const node of nodes) layers[ranks.get(node)!]!.push(node)
  const links: Link[] = []
  for (const node of nodes) {
    for (const { to, port } of sizes.get(node)!.ports) {
      let from = { name: node, port }
      for (let rank = ranks.get(node)! + 1; rank < ranks.get(to)!; rank += 1) {
        const thread = threadName(node, to, rank)
        layers[rank]!.push(thread)
        links.push({ from: from.name, to: thread, port: from.port })
        from = { name: thread, port: 0.5 }
      }
      links.push({ from: from.name, to, port: from.port })
    }
  }
  return { layers, links }
}

/** Middles for every node: near what leads to it and what it leads to, without overlaps. */
function align(
  layers: readonly (readonly string[])[],
  links: readonly Link[],
  widthAt: (node: string) => number,
): ReadonlyMap<string, number> {
  const middles = new Map<string, number>()
  const place = (layer: readonly string[], wish: (node: string) => number): void => {
    const row = layer.map((node) => ({ wish: wish(node), width: widthAt(node) }))
    for (const [index, x] of spread(row, GAP).entries()) middles.set(layer[index]!, x)
  }
  const portX = (link: Link): number => (middles.get(link.from) ?? 0) + (link.port - 0.5) * widthAt(link.from)
  const mean = (all: readonly number[], otherwise: number): number =>
    all.length === 0 ? otherwise : all.reduce((sum, x) => sum + x, 0) / all.length
  for (const layer of layers) place(layer, () => 0)
  for (let sweep = 0; sweep < 8; sweep += 1) {
    for (const layer of layers.slice(1)) {
      place(layer, (node) => mean(links.filter(({ to }) => to === node).map(portX), middles.get(node)!))
    }
    for (const layer of layers.slice(0, -1).toReversed()) {
      const wish = (link: Link): number => middles.get(link.to)! - (link.port - 0.5) * widthAt(link.from)
      place(layer, (node) => mean(links.filter(({ from }) => from === node).map(wish), middles.get(node)!))
    }
  }
  for (const layer of layers.slice(1)) {
    place(layer, (node) => mean(links.filter(({ to }) => to === node).map(portX), middles.get(node)!))
  }
  return middles
}

function assembled(
  layers: readonly (readonly string[])[],
  links: readonly Link[],
  sizes: ReadonlyMap<string, Sized>,
  middles: ReadonlyMap<string, number>,
): Layout {
  const widthAt = (node: string): number => sizes.get(node)?.width ?? THREAD
  const left = Math.min(...layers.flat().map((node) => middles.get(node)! - widthAt(node) / 2))
  const x = (node: string): number => Math.round(middles.get(node)! - left)
  const boxes: Placed[] = []
  const arrows: Arrow[] = []
  let y = 0
  let number = 0
  for (const [rank, layer] of layers.entries()) {
    const height = Math.max(...layer.map((node) => sizes.get(node)?.height ?? 0))
    for (const node of layer) {
      const size = sizes.get(node)
      if (size) boxes.push({ ...size, number: (number += 1), x: x(node), y })
    }
    const below = links.filter((link) => layer.includes(link.from))
    const lanes = lanesOf(below, (link) => Math.round(x(link.from) + (link.port - 0.5) * widthAt(link.from)), x)
    const nextTop = Math.max(0, ...(layers[rank + 1] ?? []).map((node) => sizes.get(node)?.above ?? 0))
    const gutter = 26 + lanes.size * LANE + nextTop
    for (const link of below) {
      const from = Math.round(x(link.from) + (link.port - 0.5) * widthAt(link.from))
      const to = x(link.to)
      const top = y + (sizes.get(link.from)?.height ?? 0)
      const lane = y + height + 14 + lanes.get(link.to)! * LANE
      const isThread = !sizes.has(link.to)
      const end = y + height + gutter + (isThread ? Math.max(...layers[rank + 1]!.map((node) => sizes.get(node)?.height ?? 0)) : 0)
      arrows.push({ points: [[from, top], [from, lane], [to, lane], [to, isThread ? end : end]] })
    }
    y += height + gutter
  }
  const width = Math.round(Math.max(...boxes.map((box) => box.x + box.width / 2), ...arrows.flatMap((arrow) => arrow.points.map(([at]) => at))))
  return { boxes, arrows: joined(arrows, layers, links, sizes), width, height: Math.max(...boxes.map((box) => box.y + box.height)) }
}

/** Kept whole for the drawing: heads only where a box is reached. */
const joined = (
  arrows: readonly Arrow[],
  _layers: unknown,
  _links: unknown,
  _sizes: unknown,
): readonly Arrow[] => arrows

/**
 * One lane under a layer for each target. Where an arrow comes down at the very place where another goes on down, the
 * first takes the higher lane, so that the two never run on top of each other.
 */
function lanesOf(
  links: readonly Link[],
  fromX: (link: Link) => number,
  toX: (node: string) => number,
): ReadonlyMap<string, number> {
  const targets = [...new Set(links.map((link) => link.to))].sort((a, b) => toX(a) - toX(b))
  const mustBeAbove = (upper: string, lower: string): boolean =>
    upper !== lower && links.some((link) => link.to === upper && Math.abs(fromX(link) - toX(lower)) < 8)
  const lanes = new Map<string, number>()
  const left = [...targets]
  while (left.length > 0) {
    const free = left.find((target) => !left.some((other) => mustBeAbove(other, target))) ?? left[0]!
    lanes.set(free, lanes.size)
    left.splice(left.indexOf(free), 1)
  }
  return lanes
}
