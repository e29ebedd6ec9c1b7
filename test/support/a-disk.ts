import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readdirSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'

/** A folder on a disk that stops taking what is written, under a process that has its files open. */
export interface Disk {
  readonly folder: string
  /** From now on nothing more can be written by the process `pid`. May be repeated: what was left is taken too. */
  stop(pid: number): void
  /** It can be written again. */
  free(pid: number): void
  /** Removes everything. */
  remove(): void
}

/** One way in which a disk takes nothing more. `open` answers nothing where this machine does not let us do it. */
export interface Fault {
  readonly what: string
  open(): Disk | undefined
}

const isDone = (command: string, ...args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0
const newFolder = (): string => mkdtempSync(join(tmpdir(), 'haven-disk-'))

/** Writes zeros until not one more byte fits. */
function fill(file: string): void {
  const handle = openSync(file, 'a')
  try {
    for (let size = 1 << 20; size > 0; size >>= 1) {
      const some = Buffer.alloc(size)
      try {
        while (writeSync(handle, some) > 0);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      }
    }
  } finally {
    closeSync(handle)
  }
}

/** A memory disk of a few megabytes, filled with a file of somebody else's. Mounting needs root. */
const full: Fault = {
  what: 'full',
  open() {
    const folder = newFolder()
    if (!isDone('mount', '-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', folder)) {
      rmSync(folder, { recursive: true })
      return undefined
    }
    const filler = join(folder, 'of-somebody-else')
    return {
      folder: join(folder, 'data'),
      stop: () => fill(filler),
      free: () => rmSync(filler, { force: true }),
      remove() {
        execFileSync('umount', ['--lazy', folder])
        rmSync(folder, { recursive: true, force: true })
      },
    }
  },
}

/** Files that nobody may write, not even root, though they are open for it: what a disk turned read-only does. */
const readOnly: Fault = {
  what: 'read-only',
  open() {
    const folder = newFolder()
    const turn = (how: '+i' | '-i'): boolean =>
      isDone('chattr', '-f', how, ...readdirSync(folder).map((name) => join(folder, name)), folder)
    if (!turn('+i')) {
      rmSync(folder, { recursive: true })
      return undefined
    }
    turn('-i')
    return {
      folder,
      stop: () => turn('+i'),
      free: () => turn('-i'),
      remove() {
        turn('-i')
        rmSync(folder, { recursive: true, force: true })
      },
    }
  },
}

/** No file may be larger than it is: any user may set that, and a process that does not know SIGXFSZ dies of it. */
const limited: Fault = {
  what: 'at the largest size of a file',
  open() {
    if (!isDone('prlimit', '--version')) return undefined
    const folder = newFolder()
    // The soft limit alone: only root could raise the other one again.
    const limit = (pid: number, size: string): boolean =>
      isDone('prlimit', '--pid', String(pid), `--fsize=${size}:`)
    return {
      folder,
      stop(pid) {
        if (!limit(pid, '1')) throw new Error('the limit could not be set')
      },
      // Whoever has ended meanwhile has no limit.
      free: (pid) => limit(pid, 'unlimited'),
      remove: () => rmSync(folder, { recursive: true, force: true }),
    }
  },
}

export const FAULTS: readonly Fault[] = [full, readOnly, limited]

/**
 * Stops the disk under a Haven, and uses up what room its files have left inside them, by people who begin: so that the
 * next answer of somebody is sure to find none.
 */
export async function usedUp(
  disk: Disk,
  { address, pid }: { readonly address: string; readonly pid: number },
): Promise<void> {
  disk.stop(pid)
  for (let refused = 0, tries = 0; refused < 3; tries += 1) {
    if (tries > 1500) throw new Error('the disk still takes everything')
    const answer = await fetch(address, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ o: 'nobody', v: '0' }),
    })
    await answer.arrayBuffer()
    refused = answer.status === 503 ? refused + 1 : 0
    if (answer.status !== 503) expect(answer.status).to.equal(303)
    else disk.stop(pid)
  }
}
