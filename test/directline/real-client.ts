import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Context } from 'mocha'
import { WebSocket } from 'ws'
import { ROOT } from '../../src/content.ts'
import type { Called } from './a-direct-line.ts'

/** What of botframework-directlinejs is used here. */
interface RealDirectLine {
  readonly activity$: {
    subscribe(hear: (activity: Activity) => void, failed?: (error: unknown) => void): Ending
  }
  readonly connectionStatus$: { subscribe(hear: (status: number) => void): Ending }
  postActivity(activity: object): {
    subscribe(done: (id: string) => void, failed: (error: { readonly status?: number }) => void): Ending
  }
  end(): void
}
interface Ending {
  unsubscribe(): void
}
type Activity = Called['body']['activities'][number]

const PROOF = join(ROOT, 'proof', 'node_modules')

/** The states that the client knows. */
export const STATUS = { online: 2, expired: 3, failed: 4, ended: 5 } as const

/** Skips what needs the clients in `proof/` where they were not installed, and says so. */
export function needsProof(this: Context): void {
  if (existsSync(join(PROOF, 'botframework-directlinejs'))) return
  console.log('      skipped: these need Direct Line’s own client. Install it with npm ci --prefix proof')
  this.skip()
}

/** The real client, and everything that it heard. */
export interface Client {
  readonly heard: Activity[]
  readonly statuses: number[]
  /** Sockets that it opened, in order. */
  readonly sockets: WebSocket[]
  say(text: string, more?: object): Promise<string>
  /** Waits until so many activities were heard. */
  come(count: number): Promise<readonly Activity[]>
  /** Waits until it is in this state. */
  be(status: number): Promise<void>
  end(): void
}

/** Makes the real client as a program would use it in Node. */
export function realClient(url: string, options: object): Client {
  const require = createRequire(join(ROOT, 'proof', 'package.json'))
  // The client finds the browser's own request where a browser has it.
  Object.assign(globalThis, {
    XMLHttpRequest: (require('xhr2') as { XMLHttpRequest: unknown }).XMLHttpRequest,
  })
  const { DirectLine } = require('botframework-directlinejs') as {
    readonly DirectLine: new (options: object) => RealDirectLine
  }
  const sockets: WebSocket[] = []
  class Watched extends WebSocket {
    constructor(address: string) {
      super(address)
      sockets.push(this)
    }
  }
  const line = new DirectLine({
    domain: `${url}/v3/directline`,
    pollingInterval: 200,
    // It comes back after three seconds, and not after fifteen.
    random: () => 0,
    WebSocket: Watched,
    ...options,
  })
  const heard: Activity[] = []
  const statuses: number[] = []
  const endings = [
    line.connectionStatus$.subscribe((status) => void statuses.push(status)),
    line.activity$.subscribe(
      (activity) => void heard.push(activity),
      () => {},
    ),
  ]
  const until = async (isSo: () => boolean, what: () => string): Promise<void> => {
    for (let tries = 0; tries < 600; tries += 1) {
      if (isSo()) return
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    throw new Error(`it did not come: ${what()}`)
  }
  return {
    heard,
    statuses,
    sockets,
    say: (text, more = {}) =>
      new Promise((resolve, reject) => {
        line.postActivity({ type: 'message', text, from: { id: 'me' }, ...more }).subscribe(resolve, reject)
      }),
    async come(count) {
      await until(
        () => heard.length >= count,
        () => `${heard.length} of ${count} activities`,
      )
      return heard
    },
    be: (status) =>
      until(
        () => statuses.at(-1) === status,
        () => `status ${status}, it is ${statuses.at(-1)}`,
      ),
    end() {
      for (const one of endings) one.unsubscribe()
      line.end()
    },
  }
}
