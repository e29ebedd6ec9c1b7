import { expect } from 'chai'
import type { IncomingMessage } from 'node:http'
import { callerOf, isLocal, isLoopback, neighbourhood } from '../../src/host/caller.ts'

const from = (remoteAddress: string, headers: Record<string, string> = {}): IncomingMessage =>
  ({ socket: { remoteAddress }, headers }) as unknown as IncomingMessage
const forwarded = { 'x-forwarded-for': '198.51.100.1, 203.0.113.9, 10.0.0.2' }

describe('Who calls', () => {
  const chains: readonly (readonly [number, string])[] = [
    [0, '10.0.0.1'],
    [1, '10.0.0.2'],
    [2, '203.0.113.9'],
    [3, '198.51.100.1'],
    [9, '198.51.100.1'],
  ]
  for (const [proxies, address] of chains) {
    it(`is ${address} when ${proxies} proxies are trusted`, () => {
      expect(callerOf(from('10.0.0.1', forwarded), proxies)).to.equal(address)
    })
  }
  it('is the socket when nobody claims anything', () =>
    expect(callerOf(from('192.0.2.1'), 2)).to.equal('192.0.2.1'))

  it('is this machine only through no proxy', () => {
    expect(isLocal(from('127.0.0.1'))).to.equal(true)
    expect(isLocal(from('127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }))).to.equal(false)
    expect(isLocal(from('127.0.0.1', { forwarded: 'for=127.0.0.1' }))).to.equal(false)
    expect(isLocal(from('192.0.2.1'))).to.equal(false)
  })
  it('is this machine under each of its names, and under none that only looks like one', () => {
    expect(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'].map(isLoopback)).to.deep.equal([
      true,
      true,
      true,
      true,
    ])
    expect(['127.0.0.1.evil', '10.127.0.0', '', '1::1'].map(isLoopback)).to.deep.equal([
      false,
      false,
      false,
      false,
    ])
  })
  it('is a whole household with IPv6', () => {
    expect(neighbourhood('2001:db8:1:2:3:4:5:6')).to.equal('2001:db8:1:2')
    expect(neighbourhood('2001:db8:1:2::9')).to.equal('2001:db8:1:2')
    expect(neighbourhood('2001:db8::9')).to.equal('2001:db8:0:0')
    expect(neighbourhood('::ffff:192.0.2.1')).to.equal('::ffff:192.0.2.1')
    expect(neighbourhood('192.0.2.1')).to.equal('192.0.2.1')
  })
})
