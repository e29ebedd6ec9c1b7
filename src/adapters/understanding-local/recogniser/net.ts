/**
 * A small network: the named features of a text are looked up and added (`bag`), its sentence vector is projected
 * (`project`), both go through a rectifier into one hidden row, and linear heads read that row.
 */
export interface Net {
  /** How many numbers each named feature has, and how many the projection of the sentence vector makes. */
  readonly bagged: number
  readonly projected: number
  /** One row of `bagged` numbers a feature. */
  readonly bag: Table
  /** One row of `projected` numbers for each number of the sentence vector, and where each begins. */
  readonly project: Table
  readonly projectStart: Float32Array
  /** One row of `HEADS` numbers for each hidden number, and where each head begins. */
  readonly heads: Float32Array
  readonly headStart: Float32Array
}

/** Rows of small whole numbers, -127 to 127, in steps of the row's own. */
export interface Table {
  readonly cells: Int8Array
  readonly step: Float32Array
}

/** What one text shows, as numbers: places in the bag's table and, beside them, how strongly. */
export interface Row {
  readonly at: Uint32Array
  readonly value: Float32Array
}

/** How much the bag weighs beside the projection. */
export const BAG_WEIGHT = 2

/** The scores of the heads for one text. `encoding` is its sentence vector; all zero for none. */
export function scoresOf(net: Net, row: Row, encoding: Float32Array): Float64Array {
  const { bagged, projected, bag, project } = net
  const hidden = new Float64Array(bagged + projected)
  for (let k = 0; k < row.at.length; k++) {
    const place = row.at[k] as number
    const times = (row.value[k] as number) * (bag.step[place] as number) * BAG_WEIGHT
    addRow(bag.cells, place * bagged, bagged, times, hidden, 0)
  }
  for (let j = 0; j < projected; j++) hidden[bagged + j] = net.projectStart[j] as number
  for (let k = 0; k < encoding.length; k++) {
    const times = (encoding[k] as number) * (project.step[k] as number)
    if (times !== 0) addRow(project.cells, k * projected, projected, times, hidden, bagged)
  }
  const scores = Float64Array.from(net.headStart)
  for (let k = 0; k < hidden.length; k++)
    if ((hidden[k] as number) > 0)
      addRow(net.heads, k * scores.length, scores.length, hidden[k] as number, scores, 0)
  return scores
}

function addRow(
  table: Int8Array | Float32Array,
  from: number,
  size: number,
  times: number,
  sum: Float64Array,
  to: number,
): void {
  for (let j = 0; j < size; j++) sum[to + j] = (sum[to + j] as number) + times * (table[from + j] as number)
}

/** A table of full numbers made small: each row in 255 steps. */
export function smallTable(full: Float32Array, size: number): Table {
  const rows = full.length / size
  const step = new Float32Array(rows)
  const cells = new Int8Array(full.length)
  for (let row = 0; row < rows; row++) {
    const own = full.subarray(row * size, (row + 1) * size)
    const most = own.reduce((high, one) => Math.max(high, Math.abs(one)), 0)
    if (most === 0) continue
    step[row] = most / 127
    for (let j = 0; j < size; j++) cells[row * size + j] = Math.round(((own[j] as number) / most) * 127)
  }
  return { cells, step }
}
