import type { Browser } from 'playwright-core'
import { startHaven } from '../support/server.ts'
import type { RunningHaven } from '../support/server.ts'
import { startElsewhere } from './elsewhere.ts'
import type { Elsewhere } from './elsewhere.ts'
import { openBrowser, skipWithoutBrowser } from './in-browser.ts'

/** A running Haven whose way out leads to a site of ours, and a browser that brings pages back from memory. */
export interface BesideElsewhere {
  readonly elsewhere: Elsewhere
  readonly haven: RunningHaven
  readonly browser: Browser
}

/** Called within a `describe`: started before its first test, gone after its last. Skips where there is no browser. */
export function besideElsewhere(): BesideElsewhere {
  const started: { elsewhere?: Elsewhere; haven?: RunningHaven; browser?: Browser } = {}
  before(async function () {
    skipWithoutBrowser(this)
    started.elsewhere = await startElsewhere()
    started.haven = await startHaven({ HAVEN_DEPLOYMENT: started.elsewhere.deployment })
    started.browser = await openBrowser()
  })
  after(async () => {
    await started.browser?.close()
    await started.haven?.stop()
    await started.elsewhere?.stop()
  })
  return {
    get elsewhere() {
      return started.elsewhere!
    },
    get haven() {
      return started.haven!
    },
    get browser() {
      return started.browser!
    },
  }
}
