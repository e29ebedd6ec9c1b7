import { expect } from 'chai'
import { sceneAt } from '../../src/conversation/scene.ts'
import { deletion, teamLines } from '../../src/conversation/views/outcome.ts'
import type { Area } from '../../src/domain/area.ts'
import { newPlace } from '../../src/engine/place.ts'
import { inMemory } from '../support/memory.ts'

const GOVERNANCE: NonNullable<Area['governance']> = {
  controller: 'The Staffordshire controller',
  lawful_basis: 'public task',
  privacy_notice: 'https://example.org/privacy',
  data_requests: { phone: '01785 000 111', email: 'data@example.org' },
  complaints: { name: { en: 'The regulator', cy: 'Y rheoleiddiwr' }, web: 'https://regulator.example/' },
  retention_days: 90,
  dpia_signed_on: '2026-10-01',
}

/** The scene of somebody who looked up a referral of Staffordshire, live or as a sample. */
function looking(language: string, governance?: Area['governance']) {
  const { setting } = inMemory()
  const { directory } = setting
  const area = (id: string): Area | undefined => {
    const found = directory.area(id)
    return found && id === 'staffordshire' ? { ...found, ...(governance && { governance }) } : found
  }
  const found = { status: { sending: 'withdrawn', area: 'staffordshire', at: '2026-11-24T09:00:00Z' } }
  const trail = [{ kind: 'done', at: 'track/look', outcome: 'opened', found } as const]
  const place = { ...newPlace(setting.book, language), at: 'track/asked-back', trail }
  return sceneAt({ ...setting, directory: { ...directory, area } }, place, 'web')
}

describe('Whom to ask for what a team keeps', () => {
  it('is the controller and the place for complaints, both from the area’s data', () => {
    const shown = JSON.stringify(deletion(looking('en', GOVERNANCE)))
    for (const part of ['The Staffordshire controller', '01785 000 111', 'mailto:data@example.org'])
      expect(shown).to.include(part)
    expect(shown).to.include('you can complain to The regulator').and.include('https://regulator.example/')
    expect(JSON.stringify(deletion(looking('cy', GOVERNANCE)))).to.include('Y rheoleiddiwr')
  })

  it('is followed by the lines of the team that has it, and in a demonstration there are only those', () => {
    const lines = teamLines(looking('en'))
    expect(JSON.stringify(lines)).to.include('Staffordshire Victim Gateway').and.include('999')
    expect(deletion(looking('en'))).to.deep.equal(lines)
    expect(deletion(looking('en', GOVERNANCE)).slice(-lines.length)).to.deep.equal(lines)
  })
})
