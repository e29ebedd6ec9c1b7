/** Words after which a Welsh name changes its first letter: "yng Nghaerdydd", "o Fangor", "i Gaerfyrddin". */
const CHANGES_THE_NEXT: ReadonlySet<string> = new Set(['yn', 'ym', 'yng', 'o', 'i', 'ger', 'neu'])

/** Changed beginnings, the longest first, and what each may have been. */
const CHANGED: readonly (readonly [string, readonly string[]])[] = [
  ['ngh', ['c']],
  ['mh', ['p']],
  ['nh', ['t']],
  ['ng', ['g']],
  ['dd', ['d']],
  ['m', ['b']],
  ['n', ['d']],
  ['g', ['c']],
  ['b', ['p']],
  ['d', ['t']],
  ['f', ['b', 'm']],
  ['l', ['ll']],
  ['r', ['rh']],
]

/** What a Welsh name may have been before the word in front of it changed its beginning. */
export function unchanged(before: string | undefined, key: string): readonly string[] {
  if (before === undefined || !CHANGES_THE_NEXT.has(before)) return []
  const changed = CHANGED.find(([beginning]) => key.startsWith(beginning))
  const first = changed === undefined ? [] : changed[1].map((was) => was + key.slice(changed[0].length))
  // Only G is lost altogether: Gwynedd becomes "o Wynedd".
  return [...first, `g${key}`]
}
