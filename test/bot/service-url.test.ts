import { expect } from 'chai'
import { mayPostTo, SERVICE_HOSTS } from '../../src/bot/service-url.ts'

const allowed = [
  'https://smba.trafficmanager.net/uk/',
  'https://directline.botframework.com/',
  'https://europe.webchat.botframework.com/',
]
const refused = [
  '',
  'not an address',
  'http://smba.trafficmanager.net/uk/',
  'https://evil.trafficmanager.net/',
  'https://botframework.com.evil.example/',
  'https://evilbotframework.com/',
  'https://directline.botframework.com@evil.example/',
  'https://user:pass@directline.botframework.com/',
  'https://directline.botframework.com:8443/',
  'https://169.254.169.254/',
  'file:///etc/passwd',
]
const here = ['http://localhost:3979', 'http://127.0.0.1:9999/', 'http://[::1]:1/']

describe('An address that answers are posted to', () => {
  for (const url of allowed) {
    it(`may be ${url}`, () => expect(mayPostTo(url, SERVICE_HOSTS, false)).to.equal(true))
  }
  for (const url of refused) {
    it(`may never be "${url}"`, () => expect(mayPostTo(url, SERVICE_HOSTS, true)).to.equal(false))
  }
  for (const url of here) {
    it(`may be ${url} in development only`, () => {
      expect(
        [true, false].map((isDevelopment) => mayPostTo(url, SERVICE_HOSTS, isDevelopment)),
      ).to.deep.equal([true, false])
    })
  }
  it('may be a host that the settings add', () => {
    expect(mayPostTo('https://bot.example.org/', ['bot.example.org'], false)).to.equal(true)
  })
})
