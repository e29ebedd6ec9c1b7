import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Fault } from '../../domain/fault.ts'
import type { Part } from './part.ts'

const versions = z.record(z.string(), z.string()).default({})
const wanted = { dependencies: versions, devDependencies: versions, optionalDependencies: versions }
const packageSchema = z.object(wanted)
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({ version: z.string().optional(), integrity: z.string().optional() }),
  ),
})
const EXACT = /^\d+\.\d+\.\d+(-[\w.]+)?$/

/** The same packages for everyone: exact versions, each with its digest, and no registry named in the lock. */
export const packages: Part = {
  name: 'packages',
  faults(root) {
    const read = (file: string): string => readFileSync(join(root, file), 'utf8')
    return packageFaults(read('package.json'), read('package-lock.json'))
  },
}

/** The faults of `package.json` and its lock, given as text. */
export function packageFaults(manifest: string, lock: string): readonly Fault[] {
  const all = Object.entries(
    Object.assign({}, ...Object.values(packageSchema.parse(JSON.parse(manifest)))),
  ) as [string, string][]
  const locked = lockSchema.parse(JSON.parse(lock)).packages
  return [
    ...all
      .filter(([, version]) => !EXACT.test(version))
      .map(([name, version]) => inexact(manifest, name, version)),
    ...all.flatMap(([name, version]) =>
      unlocked(manifest, name, version, locked[`node_modules/${name}`]?.version),
    ),
    ...Object.entries(locked).flatMap(([path, entry]) =>
      path !== '' && entry.integrity === undefined ? [undigested(lock, path)] : [],
    ),
    ...hosts(lock),
  ]
}

const inexact = (manifest: string, name: string, version: string): Fault => ({
  file: 'package.json',
  line: lineOf(manifest, `"${name}":`),
  rule: 'inexact-version',
  what: `${name} is asked for as "${version}", which can change by itself`,
  cure: 'write one exact version, for example 1.2.3',
})

const unlocked = (manifest: string, name: string, version: string, locked: string | undefined): Fault[] =>
  locked === version
    ? []
    : [
        {
          file: 'package.json',
          line: lineOf(manifest, `"${name}":`),
          rule: 'not-locked',
          what: `${name} is ${version} here and ${locked ?? 'missing'} in package-lock.json`,
          cure: 'run npm install, and keep the lock with it',
        },
      ]

const undigested = (lock: string, path: string): Fault => ({
  file: 'package-lock.json',
  line: lineOf(lock, `"${path}":`),
  rule: 'no-integrity',
  what: `${path} has no digest, so anything could be installed in its place`,
  cure: 'take the lock out and run npm install',
})

const hosts = (lock: string): Fault[] =>
  lock.split('\n').flatMap((line, index) =>
    /^\s*"resolved": "\w+:\/\//.test(line)
      ? [
          {
            file: 'package-lock.json',
            line: index + 1,
            rule: 'lock-names-host',
            what: 'the lock names the address that a package came from, which others may not reach',
            cure: 'run npm install --omit-lockfile-registry-resolved',
          },
        ]
      : [],
  )

const lineOf = (text: string, part: string): number =>
  text.slice(0, Math.max(text.indexOf(part), 0)).split('\n').length
