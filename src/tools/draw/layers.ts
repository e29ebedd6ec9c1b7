/** A graph to be layered: names in a wished order, and arrows between them. */
export interface Graph {
  readonly nodes: readonly string[]
  readonly arrows: readonly { readonly from: string; readonly to: string }[]
}

/** The parts of a graph that nothing connects, each in the wished order. */
export function partsOf({ nodes, arrows }: Graph): readonly (readonly string[])[] {
  const parts = new Map(nodes.map((node) => [node, node] as const))
  for (const { from, to } of arrows) {
    const [old, own] = [parts.get(to), parts.get(from)!]
    for (const [node, part] of parts) if (part === old) parts.set(node, own)
  }
  return [...new Set(parts.values())].map((part) => nodes.filter((node) => parts.get(node) === part))
}

/** The arrows that would lead back, so that without them nothing goes in a ring. Depth first, in the wished order. */
export function backArrows({ nodes, arrows }: Graph): ReadonlySet<string> {
  const back = new Set<string>()
  const state = new Map<string, 'open' | 'done'>()
  const visit = (node: string): void => {
    state.set(node, 'open')
    for (const { from, to } of arrows) {
      if (from !== node) continue
      if (state.get(to) === 'open') back.add(arrowName(from, to))
      else if (!state.has(to)) visit(to)
    }
    state.set(node, 'done')
  }
  for (const node of nodes) if (!state.has(node)) visit(node)
  return back
}

export const arrowName = (from: string, to: string): string => `${from} > ${to}`

/** The layer of every node, from 0: one more than the deepest that leads to it. The graph must have no ring. */
export function ranksOf({ nodes, arrows }: Graph): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>()
  const rank = (node: string): number => {
    const known = ranks.get(node)
    if (known !== undefined) return known
    const before = arrows.filter(({ to }) => to === node).map(({ from }) => rank(from))
    const own = before.length === 0 ? 0 : Math.max(...before) + 1
    ranks.set(node, own)
    return own
  }
  for (const node of nodes) rank(node)
  return ranks
}

/** A link between neighbouring layers. `port`: where on the upper node it leaves, from 0 to 1. */
export interface Link {
  readonly from: string
  readonly to: string
  readonly port: number
}

/**
 * Orders each layer by the mean position of its neighbours, downwards and upwards in turn, so that few arrows cross.
 * Stable: what is equal keeps the order in which it came.
 */
export function orderLayers(
  layers: readonly (readonly string[])[],
  links: readonly Link[],
): readonly (readonly string[])[] {
  let best = layers
  let current = layers
  for (let sweep = 0; sweep < 12; sweep += 1) {
    current = sweep % 2 === 0 ? sweepDown(current, links) : sweepUp(current, links)
    if (crossings(current, links) < crossings(best, links)) best = current
  }
  return best
}

type Layers = readonly (readonly string[])[]

function sweepDown(layers: Layers, links: readonly Link[]): Layers {
  const done: (readonly string[])[] = []
  for (const [index, layer] of layers.entries()) {
    const above = done[index - 1]
    done.push(
      above
        ? sorted(layer, (node) =>
            links.filter(({ to }) => to === node).map((link) => above.indexOf(link.from) + link.port),
          )
        : layer,
    )
  }
  return done
}

function sweepUp(layers: Layers, links: readonly Link[]): Layers {
  const done: (readonly string[])[] = []
  for (const [index, layer] of [...layers.entries()].reverse()) {
    const below = index === layers.length - 1 ? undefined : done[0]
    done.unshift(
      below
        ? sorted(layer, (node) =>
            links.filter(({ from }) => from === node).map((link) => below.indexOf(link.to)),
          )
        : layer,
    )
  }
  return done
}

function sorted(
  layer: readonly string[],
  neighbours: (node: string) => readonly number[],
): readonly string[] {
  const weight = new Map(
    layer.map((node, index) => {
      const all = neighbours(node)
      return [node, all.length === 0 ? index : all.reduce((sum, at) => sum + at, 0) / all.length] as const
    }),
  )
  return layer.toSorted((a, b) => weight.get(a)! - weight.get(b)!)
}

function crossings(layers: Layers, links: readonly Link[]): number {
  const position = new Map(layers.flatMap((layer) => layer.map((node, index) => [node, index] as const)))
  const rank = new Map(layers.flatMap((layer, index) => layer.map((node) => [node, index] as const)))
  const ends = links.map((link) => ({
    layer: rank.get(link.from)!,
    top: position.get(link.from)! + link.port,
    bottom: position.get(link.to)!,
  }))
  let count = 0
  for (const [index, a] of ends.entries()) {
    for (const b of ends.slice(index + 1)) {
      if (a.layer === b.layer && (a.top - b.top) * (a.bottom - b.bottom) < 0) count += 1
    }
  }
  return count
}
