import Mocha from 'mocha'

const { Base } = Mocha.reporters
/** A run that has not ended by itself so long after its closing line never will: something in it was left running. */
const PATIENCE_MS = 30_000

const { EVENT_RUN_END, EVENT_SUITE_BEGIN, EVENT_SUITE_END, EVENT_TEST_PENDING } = Mocha.Runner.constants

/** Says which parts are being tested, every failure in full, and a plain closing line. */
export default class Plain extends Base {
  constructor(runner, options) {
    super(runner, options)
    const skipped = []
    // What comes from a worker does not know what it stands in.
    let within = 0
    runner.on(EVENT_SUITE_BEGIN, ({ root, title }) => {
      if (root) return
      if (within === 0) Base.consoleLog(title)
      within += 1
    })
    runner.on(EVENT_SUITE_END, ({ root }) => {
      if (!root) within -= 1
    })
    runner.on(EVENT_TEST_PENDING, (test) => skipped.push(test.fullTitle()))
    runner.once(EVENT_RUN_END, () => {
      this.epilogue()
      if (skipped.length > 0) {
        Base.consoleLog(
          `\n${skipped.length} SKIPPED. Tests in a browser need Chromium: apt-get install chromium, or set CHROMIUM to its path.`,
        )
        for (const title of skipped) Base.consoleLog(`  - ${title}`)
      }
      const { passes, failures, pending } = this.stats
      Base.consoleLog(`\n${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ''}`)
      setTimeout(() => {
        Base.consoleLog(`Left running by a test: ${process.getActiveResourcesInfo().join(', ')}`)
        process.exit(failures > 0 ? 1 : 0)
      }, PATIENCE_MS).unref()
    })
  }
}
