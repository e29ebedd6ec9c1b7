/** A postcode or the beginning of one, as its letters and digits allow. */
export interface ShapedPostcode {
  readonly outcode: string
  /** The sector's digit. */
  readonly sector?: string
  /** The last two letters. */
  readonly unit?: string
  /** How many of O, 0, I and 1 had to be read as their twin. */
  readonly slips: number
}

/** `A` is a letter and `9` a digit: every form that the first half of a postcode has. */
const OUTWARD = ['A9', 'A99', 'A9A', 'AA9', 'AA99', 'AA9A']
/** Second halves, likeliest meaning first: "ST16" is the district and not the sector "ST1 6". */
const INWARD = ['9AA', '', '9', '9A']
/** C I K M O V never stand in the second half. */
const UNIT = /^[ABDEFGHJLNP-UW-Z]{2}$/
const AS_LETTER: Readonly<Record<string, string>> = { 0: 'O', 1: 'I' }
const AS_DIGIT: Readonly<Record<string, string>> = { O: '0', I: '1' }

/**
 * Every reading of capitals and digits without spaces, the best first. Text without any digit has none: "SOIL" is
 * a word.
 */
export function shapesOf(compact: string): readonly ShapedPostcode[] {
  if (compact.length < 2 || compact.length > 7 || !/^(?=.*\d)[A-Z0-9]+$/.test(compact)) return []
  return INWARD.flatMap((inward) =>
    OUTWARD.filter((outward) => outward.length + inward.length === compact.length)
      .map((outward) => fit(compact, outward, inward))
      .filter((shape) => shape !== undefined),
  ).sort((a, b) => a.slips - b.slips)
}

function fit(compact: string, outward: string, inward: string): ShapedPostcode | undefined {
  let read = ''
  let slips = 0
  for (const [at, kind] of [...(outward + inward)].entries()) {
    const typed = compact.charAt(at)
    const isRight = kind === 'A' ? typed >= 'A' : typed <= '9'
    const meant = isRight ? typed : (kind === 'A' ? AS_LETTER : AS_DIGIT)[typed]
    if (meant === undefined) return undefined
    if (!isRight) slips++
    read += meant
  }
  const outcode = read.slice(0, outward.length)
  const unit = read.slice(outward.length + 1)
  if (inward === '') return { outcode, slips }
  return { outcode, sector: read.charAt(outward.length), slips, ...(UNIT.test(unit) ? { unit } : {}) }
}
