import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A server in a process of its own, so that the driver and it have a core each. */
export interface Started {
  readonly port: number
  readonly pid: number
  /** Milliseconds from the start of the process to its first word. */
  readonly startedIn: number
  stop(): void
}

/** Starts a server script that tells its port; fails after 20 seconds of silence. */
export function start(script: string, env: Readonly<Record<string, string>> = {}): Promise<Started> {
  const began = performance.now()
  const file = fileURLToPath(new URL(script, import.meta.url))
  const child = fork(file, [], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL')
      reject(new Error(`${script} did not start`))
    }, 20_000)
    child.once('message', (message) => {
      clearTimeout(late)
      const { port } = message as { port: number }
      resolve({
        port,
        pid: child.pid!,
        startedIn: performance.now() - began,
        stop: () => void child.kill('SIGKILL'),
      })
    })
    child.once('exit', (code) => {
      clearTimeout(late)
      reject(new Error(`${script} ended with ${code}`))
    })
  })
}
