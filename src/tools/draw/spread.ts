/** Something of a width that would like its middle to be at `wish`; `weight` is how much its wish counts. */
export interface Wish {
  readonly wish: number
  readonly width: number
  readonly weight: number
}

interface Block {
  /** The sum of the lefts that its members would like for the block, each times its weight. */
  readonly sum: number
  readonly weight: number
  readonly width: number
  readonly offsets: readonly number[]
}

/**
 * Middles for things that stand in a row, in this order, `gap` apart at least and each as near to its wish as the
 * others let it. Things that would overlap are moved as one block to where the block is happiest.
 */
export function spread(row: readonly Wish[], gap: number): readonly number[] {
  const blocks: Block[] = []
  for (const { wish, width, weight } of row) {
    let block: Block = { sum: (wish - width / 2) * weight, weight, width, offsets: [0] }
    for (
      let before = blocks.at(-1);
      before && leftOf(before) + before.width + gap > leftOf(block);
      before = blocks.at(-1)
    ) {
      block = together(before, block, gap)
      blocks.pop()
    }
    blocks.push(block)
  }
  const lefts = blocks.flatMap((block) => block.offsets.map((offset) => leftOf(block) + offset))
  return lefts.map((left, index) => left + row[index]!.width / 2)
}

const leftOf = (block: Block): number => block.sum / block.weight

function together(before: Block, block: Block, gap: number): Block {
  const shift = before.width + gap
  return {
    sum: before.sum + block.sum - shift * block.weight,
    weight: before.weight + block.weight,
    width: shift + block.width,
    offsets: [...before.offsets, ...block.offsets.map((offset) => offset + shift)],
  }
}
