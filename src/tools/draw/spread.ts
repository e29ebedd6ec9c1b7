/** Something of a width that would like its middle to be at `wish`. */
export interface Wish {
  readonly wish: number
  readonly width: number
}

/**
 * Middles for things that stand in a row, in this order, `gap` apart at least and each as near to its wish as the
 * others let it. Things that would overlap are moved as one block to where the block is happiest.
 */
export function spread(row: readonly Wish[], gap: number): readonly number[] {
  interface Block {
    sum: number
    readonly members: { readonly offset: number }[]
    width: number
  }
  const blocks: Block[] = []
  const at = (block: Block): number => block.sum / block.members.length
  for (const { wish, width } of row) {
    let block: Block = { sum: wish - width / 2, members: [{ offset: 0 }], width }
    for (let before = blocks.at(-1); before && at(before) + before.width + gap > at(block); before = blocks.at(-1)) {
      const shift = before.width + gap
      block = {
        sum: before.sum + block.sum - shift * block.members.length,
        members: [...before.members, ...block.members.map(({ offset }) => ({ offset: offset + shift }))],
        width: shift + block.width,
      }
      blocks.pop()
    }
    blocks.push(block)
  }
  const lefts = blocks.flatMap((block) => block.members.map(({ offset }) => at(block) + offset))
  return lefts.map((left, index) => left + row[index]!.width / 2)
}
