import type { Browser } from 'playwright-core'
import { startHaven } from '../support/server.ts'
import type { RunningHaven } from '../support/server.ts'
import { openBrowser, skipWithoutBrowser } from './in-browser.ts'

/** A running Haven, and a browser that brings pages back from memory. */
export interface BesideHaven {
  readonly haven: RunningHaven
  readonly browser: Browser
}

/** Called within a `describe`: started before its first test, gone after its last. Skips where there is no browser. */
export function besideHaven(): BesideHaven {
  const started: { haven?: RunningHaven; browser?: Browser } = {}
  before(async function () {
    skipWithoutBrowser(this)
    started.haven = await startHaven()
    started.browser = await openBrowser()
  })
  after(async () => {
    await started.browser?.close()
    await started.haven?.stop()
  })
  return {
    get haven() {
      return started.haven!
    },
    get browser() {
      return started.browser!
    },
  }
}
