/**
 * How something differs from what was expected of a part of it: one sentence a difference, none when it fits. Objects
 * are compared by the fields that were expected, lists as a whole. `absent`: dotted paths that must not be there.
 */
export function differences(expected: Readonly<Record<string, unknown>>, actual: unknown): readonly string[] {
  const { absent, ...fields } = expected
  const unwanted = (Array.isArray(absent) ? (absent as string[]) : [])
    .filter((path) => valueAt(actual, path) !== undefined)
    .map((path) => `${path} must not be there, and is`)
  return [...partDifferences(fields, actual, ''), ...unwanted]
}

function partDifferences(expected: unknown, actual: unknown, path: string): readonly string[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return [differs(path, expected, actual)]
    return expected.flatMap((item, index) => partDifferences(item, actual[index], `${path}.${index}`))
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof actual !== 'object' || actual === null) return [differs(path, expected, actual)]
    return Object.entries(expected).flatMap(([key, value]) =>
      partDifferences(value, (actual as Record<string, unknown>)[key], path === '' ? key : `${path}.${key}`),
    )
  }
  return Object.is(expected, actual) ? [] : [differs(path, expected, actual)]
}

const differs = (path: string, expected: unknown, actual: unknown): string =>
  `${path || 'it'} is ${JSON.stringify(actual) ?? 'not there'}, and ${JSON.stringify(expected)} was expected`

const valueAt = (from: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined,
      from,
    )
