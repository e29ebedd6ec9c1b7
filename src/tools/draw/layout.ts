import type { StepKey } from '../../engine/flow.ts'
import type { Box, Exit } from './graph.ts'
import type { Graph, Link } from './layers.ts'
import { arrowName, backArrows, orderLayers, partsOf, ranksOf } from './layers.ts'
import type { Layout } from './route.ts'
import { route } from './route.ts'
import { sized } from './size.ts'
import type { Sized } from './size.ts'
import { spread } from './spread.ts'

const GAP = 26
/** Between parts that nothing connects. */
const APART = 56
/** The width that a long arrow keeps free in a layer that it passes. */
const THREAD = 14
const isThread = (node: string): boolean => node.includes(' @ ')

/**
 * Lays the boxes out in layers from top to bottom; parts that nothing connects stand side by side. The same boxes give
 * the same drawing.
 */
export function layOut(boxes: readonly Box[]): Layout {
  const parts = partsOf({ nodes: entriesFirst(boxes), arrows: boxes.flatMap(arrowsOf) })
  let [count, width] = [0, 0]
  const laidOut = parts.map((part) => {
    const layout = layOutPart(
      part.map((at) => boxes.find((box) => box.at === at)!),
      count,
    )
    const moved = movedRight(layout, width)
    count += part.length
    width += layout.width + APART
    return moved
  })
  return {
    boxes: laidOut.flatMap((layout) => layout.boxes),
    arrows: laidOut.flatMap((layout) => layout.arrows),
    width: width - APART,
    height: Math.max(...laidOut.map((layout) => layout.height)),
  }
}

const movedRight = (layout: Layout, by: number): Layout => ({
  ...layout,
  boxes: layout.boxes.map((box) => ({ ...box, x: box.x + by })),
  arrows: layout.arrows.map((arrow) => ({
    ...arrow,
    points: arrow.points.map(([x, y]) => [x + by, y] as const),
  })),
})

/** One connected part; its boxes are numbered after the `numbered` that stand before it. */
function layOutPart(boxes: readonly Box[], numbered: number): Layout {
  const graph: Graph = { nodes: boxes.map((box) => box.at), arrows: boxes.flatMap(arrowsOf) }
  const back = backArrows(graph)
  const forward = graph.arrows.filter(({ from, to }) => !back.has(arrowName(from, to)))
  const ranks = ranksOf({ nodes: graph.nodes, arrows: forward })
  const measure = (box: Box, numberOf: (at: StepKey) => number): Sized =>
    sized(box, ({ lead }: Exit) => lead.kind === 'step' && !back.has(arrowName(box.at, lead.at)), numberOf)
  const measured = new Map(boxes.map((box) => [box.at, measure(box, () => 10)]))
  const { layers, links } = threaded(graph.nodes, ranks, measured)
  const ordered = orderLayers(layers, links)
  const numbers = new Map(
    ordered
      .flat()
      .filter((node) => measured.has(node))
      .map((node, index) => [node, numbered + index + 1]),
  )
  const sizes = new Map(boxes.map((box) => [box.at, measure(box, (at) => numbers.get(at)!)]))
  const widthAt = (node: string): number => sizes.get(node)?.width ?? THREAD
  return route({ layers: ordered, links, sizes, numbers, middles: align(ordered, links, widthAt) })
}

const arrowsOf = (box: Box): readonly { readonly from: StepKey; readonly to: StepKey }[] =>
  box.exits.flatMap((exit) => (exit.lead.kind === 'step' ? [{ from: box.at, to: exit.lead.at }] : []))

/** People come in at the top: boxes that others lead to stand first, then the order of the file. */
const entriesFirst = (boxes: readonly Box[]): readonly string[] => [
  ...boxes.filter((box) => box.from.length > 0).map((box) => box.at),
  ...boxes.filter((box) => box.from.length === 0).map((box) => box.at),
]

/** The layers, with one thread through every layer that arrows to a box further down pass. */
function threaded(
  nodes: readonly string[],
  ranks: ReadonlyMap<string, number>,
  sizes: ReadonlyMap<string, Sized>,
): { readonly layers: readonly (readonly string[])[]; readonly links: readonly Link[] } {
  const layers: string[][] = Array.from({ length: Math.max(0, ...ranks.values()) + 1 }, () => [])
  for (const node of nodes) layers[ranks.get(node)!]!.push(node)
  const links: Link[] = []
  const threads = new Set<string>()
  for (const node of nodes) {
    for (const { to, port } of sizes.get(node)!.ports) {
      let from: Omit<Link, 'to'> = { from: node, port }
      for (let rank = ranks.get(node)! + 1; rank < ranks.get(to)!; rank += 1) {
        const thread = `${to} @ ${rank}`
        if (!links.some((link) => link.from === from.from && link.to === thread && link.port === from.port))
          links.push({ ...from, to: thread })
        if (!threads.has(thread)) layers[rank]!.push(thread)
        threads.add(thread)
        from = { from: thread, port: 0.5 }
      }
      if (!links.some((link) => link.from === from.from && link.to === to && link.port === from.port))
        links.push({ ...from, to })
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
  const place = (layer: readonly string[], wishes: (node: string) => readonly number[]): void => {
    const row = layer.map((node) => ({
      wish: mean(wishes(node), middles.get(node) ?? 0),
      width: widthAt(node),
      weight: isThread(node) ? 8 : 1,
    }))
    for (const [index, x] of spread(row, GAP).entries()) middles.set(layer[index]!, x)
  }
  const offset = (link: Link): number => (link.port - 0.5) * widthAt(link.from)
  const fromAbove = (node: string): readonly number[] =>
    links.filter(({ to }) => to === node).map((link) => middles.get(link.from)! + offset(link))
  const fromBelow = (node: string): readonly number[] =>
    links.filter(({ from }) => from === node).map((link) => middles.get(link.to)! - offset(link))
  for (const layer of layers) place(layer, () => [])
  for (let sweep = 0; sweep < 24; sweep += 1) {
    for (const layer of layers.slice(1)) place(layer, fromAbove)
    for (const layer of layers.slice(0, -1).toReversed()) place(layer, fromBelow)
  }
  for (const layer of layers) place(layer, (node) => [...fromAbove(node), ...fromBelow(node)])
  return middles
}

const mean = (all: readonly number[], otherwise: number): number =>
  all.length === 0 ? otherwise : all.reduce((sum, value) => sum + value, 0) / all.length
