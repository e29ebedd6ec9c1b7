import Mocha from 'mocha'

const { Base } = Mocha.reporters
const { EVENT_RUN_END, EVENT_SUITE_BEGIN, EVENT_TEST_PENDING } = Mocha.Runner.constants

/** Says which parts are being tested, every failure in full, and a plain closing line. */
export default class Plain extends Base {
  constructor(runner, options) {
    super(runner, options)
    const skipped = []
    runner.on(EVENT_SUITE_BEGIN, (suite) => {
      if (suite.parent?.root) Base.consoleLog(suite.title)
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
    })
  }
}
