import type { Book, Step } from '../../src/engine/flow.ts'

/** A tiny book for tests of the engine: what it asks means nothing. */
export const aBook = (steps: Readonly<Record<string, Step>>, edition = 'one'): Book => ({
  edition,
  everywhere: {
    start: 'a/one',
    danger: { now: 'safe/card', ask: 'safe/card' },
    leave: { forget: 'gone/end' },
    'start-again': { forget: 'a/one' },
    help: { visit: 'help/menu' },
    answers: { visit: 'help/menu' },
    later: { visit: 'help/menu' },
    status: { visit: 'help/menu' },
    delete: { visit: 'help/menu' },
    language: { visit: 'help/menu' },
    silence: { enter: 'help/menu' },
    endings: ['gone/end'],
    guards: { danger: ['a/one'], age: ['a/one'], limits: ['a/one'], private: ['a/one'] },
  },
  steps: {
    'safe/card': { kind: 'choice', options: { on: 'resume' } },
    'help/menu': { kind: 'choice', options: { on: 'resume' } },
    'gone/end': { kind: 'say', then: 'end' },
    ...steps,
  },
  purposes: {},
  actions: {
    look: { outcomes: ['found', 'none'] },
    send: { outcomes: ['sent'], lasting: true, sends: true },
  },
  languages: ['en', 'cy'],
})
