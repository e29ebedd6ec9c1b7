import { Agent, request } from 'node:http'

/** What one run of a driver measured. Latencies in milliseconds. */
export interface Run {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly failed: number
}

/** One request and what must come back for it to count. `port`: of another server than the run's own. */
export interface Shot {
  readonly port?: number
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly isGood: (status: number, body: string, headers: Readonly<Record<string, unknown>>) => boolean
}

/**
 * Sends shots to a server on this machine, `together` at a time, each lane in its own order, and times each one. A
 * lane's shots may depend on what came back before, so each is made when it is its turn.
 */
export async function drive(
  port: number,
  together: number,
  shotsEach: number,
  lane: (
    index: number,
  ) => (
    last: { readonly body: string; readonly headers: Readonly<Record<string, unknown>> } | undefined,
  ) => Shot,
): Promise<Run> {
  const agent = new Agent({ keepAlive: true, maxSockets: together })
  const times: number[] = []
  let failed = 0
  const started = performance.now()
  await Promise.all(
    Array.from({ length: together }, async (_, index) => {
      const next = lane(index)
      let last: { body: string; headers: Readonly<Record<string, unknown>> } | undefined
      for (let count = 0; count < shotsEach; count += 1) {
        const shot = next(last)
        const sent = performance.now()
        const answer = await send(shot.port ?? port, agent, shot)
        times.push(performance.now() - sent)
        if (!shot.isGood(answer.status, answer.body, answer.headers)) failed += 1
        last = answer
      }
    }),
  )
  const seconds = (performance.now() - started) / 1000
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))]!
  return { perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99), failed }
}

interface Answer {
  readonly status: number
  readonly body: string
  readonly headers: Readonly<Record<string, unknown>>
}

const send = (port: number, agent: Agent, shot: Shot): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = { ...shot.headers, 'content-length': String(Buffer.byteLength(shot.body)) }
    const asked = request(
      { host: '127.0.0.1', port, path: shot.path, method: 'POST', agent, headers },
      (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            body: Buffer.concat(parts).toString(),
            headers: answer.headers,
          }),
        )
      },
    )
    asked.on('error', reject)
    asked.end(shot.body)
  })
