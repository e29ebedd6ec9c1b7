import { join } from 'node:path'
import { expect } from 'chai'
import { ROOT } from '../../src/content.ts'
import { aHost } from '../host/a-host.ts'
import { aTeams } from '../support/a-teams.ts'
import { inMemory } from '../support/memory.ts'
import { play } from './play.ts'
import { readJourneys } from './script.ts'
import { watched } from './sent.ts'
import { teamsVisitor } from './teams-visitor.ts'

/** A note is saved by a browser, so that only the page makes one. */
const ONLY_ON_PAGE = ['a-note-to-take-away.yaml']

describe('A journey in Teams, pressed on cards, with every answer posted back:', function () {
  this.timeout(30_000)
  const journeys = readJourneys(join(ROOT, 'test', 'conversations'))
  for (const journey of journeys.filter(({ file }) => !ONLY_ON_PAGE.includes(file)))
    it(journey.title, async () => {
      const memory = inMemory(journey.now === undefined ? undefined : new Date(journey.now))
      memory.isGatewayUp = journey.gateway === 'up'
      const { setting, sent } = watched(memory.setting)
      const host = await aHost({}, {}, Object.assign(memory, { setting }))
      const teams = await aTeams(() => host, journey.language)
      try {
        const played = await play(journey, teamsVisitor(teams, memory), sent, 'teams')
        expect(played.failures).to.deep.equal([])
      } finally {
        await host.stop()
        await teams.stop()
      }
    })
})
