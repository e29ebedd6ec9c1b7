import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'

/** A process that was told to begin. */
export interface Life {
  /** Whole lines of its output so far; a line that a kill cut off is none. */
  lines(): readonly string[]
  /** Resolves with its first line. Rejects when it ends without one. */
  first(): Promise<string>
  /** Throws when it ended by itself: nobody would be there to be killed. */
  demandAlive(): void
  /** Resolves once it is gone, with all that it said. */
  kill(): Promise<void>
  /** It stands still for so long: it neither answers nor closes anything. */
  freeze(ms: number): void
}

/** Processes of one script, one after the other. The next is always loaded already, and waits for its orders. */
export interface Lives {
  begin(orders: unknown): Life
  /** Ends the one that waits. */
  end(): void
}

/** `cache`: a folder in which compiled code is kept, so that a process starts in half the time. */
export function livesOf(script: string, cache: string): Lives {
  const wait = (): ChildProcess =>
    spawn(process.execPath, [script], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, NODE_COMPILE_CACHE: cache },
    })
  let waiting = wait()
  return {
    begin(orders) {
      const child = waiting
      waiting = wait()
      return begun(child, orders)
    },
    end: () => void waiting.kill('SIGKILL'),
  }
}

function begun(child: ChildProcess, orders: unknown): Life {
  let output = ''
  let isWanted = true
  const closed = once(child, 'close')
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (output += text))
  child.stdin?.on('error', () => undefined)
  child.stdin?.write(`${JSON.stringify(orders)}\n`)
  const lines = (): readonly string[] => output.split('\n').slice(0, -1)
  const isOver = (): boolean => child.exitCode !== null || child.signalCode !== null
  return {
    lines,
    async first() {
      while (lines().length === 0) {
        await Promise.race([once(child.stdout!, 'data'), closed])
        if (isOver() && lines().length === 0) throw new Error('A process ended before it said anything')
      }
      return lines()[0]!
    },
    demandAlive() {
      if (isWanted && isOver()) throw new Error('A process ended by itself; what it said is above')
    },
    async kill() {
      isWanted = false
      child.kill('SIGKILL')
      await closed
    },
    freeze(ms) {
      child.kill('SIGSTOP')
      setTimeout(() => child.kill('SIGCONT'), ms).unref()
    },
  }
}
