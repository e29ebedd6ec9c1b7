// Enhances the page: answers without reloading, and leaves at once. Without this script the page works the same.
;(() => {
  const part = document.getElementById('m')
  const exit = document.getElementById('x')
  const lost = document.getElementById('w')
  /** On a bad line a phone may wait for minutes; after this many milliseconds the person may try again. */
  const PATIENCE = 20000
  /** A line that is lost for a moment: so many milliseconds before the same answer goes again. It is taken once. */
  const AGAIN = [1000, 3000]
  /** The digests of the words that say that somebody is watching; the server writes them in. */
  const HIDDEN = []

  /** What was read out already, in a conversation: an answer that only comes back on its way is not read out again. */
  const heard = new Set()

  const hide = () => {
    document.body.className = 'gone'
    part.textContent = ''
    heard.clear()
    document.title = ' '
  }

  // What is on the screen must be gone in this very moment, whatever the network does.
  const leave = () => {
    hide()
    fetch('/exit', { method: 'POST', keepalive: true }).catch(() => {})
    // In a frame it is the whole page that must go.
    ;(window === top ? window : top).location.replace(exit.dataset.to)
  }
  exit.addEventListener('click', (event) => {
    event.preventDefault()
    leave()
  })

  // A hidden word alone in a box leaves as the red button does, and is never sent. The digest is FNV-1a.
  const isHidden = ({ value }) => {
    const said = value
      .toLowerCase()
      .replace(/[\s.,!?'"]+/g, ' ')
      .trim()
    let sum = 0x811c9dc5
    for (let at = 0; at < said.length; at += 1) sum = Math.imul(sum ^ said.charCodeAt(at), 0x01000193) >>> 0
    return HIDDEN.includes(sum)
  }

  onLeaving(leave)

  /** The focus goes to what is new. */
  const goOn = () => {
    const first = ['note', 'y', 'q'].map((id) => document.getElementById(id)).find((found) => found)
    first?.focus({ preventScroll: true })
  }

  /** What is asked now comes into sight, where something that was said before stands above it. */
  const goThere = (behavior) => {
    const isBelow = part.querySelector('#g *') !== null
    if (isBelow) document.getElementById('n').scrollIntoView({ behavior })
    return isBelow
  }
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)')

  const listen = () => part.querySelectorAll('#g > *').forEach(({ textContent }) => heard.add(textContent))

  /** What is new takes the place of what was there. A log stays, and only what is new in it is added: that is read out. */
  const put = (html) => {
    const fresh = Object.assign(document.createElement('template'), { innerHTML: html }).content
    const [log, next] = [part, fresh].map((root) => root.querySelector('#g'))
    if (log && next) {
      for (const old of Array.from(log.children))
        if (fresh.getElementById(old.id)?.textContent !== old.textContent) old.remove()
      ;[...next.children].forEach((entry, at) => {
        if (log.children[at]?.id === entry.id) return
        if (heard.has(entry.textContent)) entry.setAttribute('aria-live', 'off')
        log.insertBefore(entry, log.children[at] || null)
      })
      const around = [...fresh.children]
      const middle = around.indexOf(next)
      for (const old of Array.from(part.children)) if (old !== log) old.remove()
      log.before(...around.slice(0, middle))
      log.after(...around.slice(middle + 1))
    } else {
      part.textContent = ''
      part.append(fresh)
    }
    listen()
  }
  listen()
  goThere('auto')
  if (location.search || location.hash === '#n') {
    history.replaceState(null, '', '/')
    goOn()
  }

  const sent = async (body, again) => {
    const patience = new AbortController()
    const timer = setTimeout(() => patience.abort(), PATIENCE)
    try {
      const headers = { 'X-Part': '1' }
      return await fetch('/', { method: 'POST', body, headers, signal: patience.signal })
    } catch (error) {
      if (patience.signal.aborted || again.length === 0) throw error
      await new Promise((resolve) => setTimeout(resolve, again.shift()))
      return sent(body, again)
    } finally {
      clearTimeout(timer)
    }
  }

  // Two minutes before what was said is forgotten the page says so (WCAG 2.2.1); then it is empty, and Back shows nothing.
  const alarm = document.getElementById('i')
  const BEFORE = 120000
  /** So long the browser may take to let go of the conversation before the first page comes, in milliseconds. */
  const LETTING_GO = 2000
  let ends = Infinity
  const isTyping = () => document.activeElement.matches('textarea, input:not([type=checkbox])')
  const begin = () => {
    const form = part.querySelector('[data-idle]')
    ends = form ? Date.now() + form.dataset.idle * 1000 : Infinity
    if (alarm) alarm.textContent = ''
  }
  const clear = async () => {
    ends = Infinity
    const version = part.querySelector('[name=v]').value
    hide()
    const body = new URLSearchParams({ v: version })
    const gone = fetch('/idle', { method: 'POST', body, keepalive: true }).catch(() => {})
    await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, LETTING_GO))])
    location.replace('/')
  }
  const stay = async () => {
    try {
      const answer = await fetch('/stay', { method: 'POST' })
      if (!answer.ok) return clear()
      const isHeld = alarm.contains(document.activeElement)
      begin()
      if (isHeld) document.getElementById('q').focus({ preventScroll: true })
    } catch {
      lost.hidden = false
    }
  }
  const warn = () => {
    alarm.append(document.getElementById('j').content.cloneNode(true))
    const staying = alarm.querySelector('button')
    staying.addEventListener('click', stay)
    // Enter stays, unless they are writing: then it is theirs, and what they write must be seen above the panel.
    if (isTyping()) document.activeElement.scrollIntoView({ block: 'center' })
    else staying.focus()
  }
  const look = () => {
    const left = ends - Date.now()
    if (left <= 0) clear()
    else if (left <= BEFORE && !alarm.firstChild) warn()
  }
  begin()
  setInterval(look, 1000)
  document.addEventListener('visibilitychange', look)

  let button
  part.addEventListener('click', (event) => {
    button = event.target.closest('button')
  })
  let isBusy = false
  part.addEventListener('submit', async (event) => {
    event.preventDefault()
    if ([...part.querySelectorAll('input, textarea')].some(isHidden)) return leave()
    if (isBusy) return
    isBusy = true
    const form = event.target
    // The field that says which button it was: older browsers leave it out of the data, and so does `submit()`.
    const pressed = event.submitter || button
    // Another language is asked for in a form of its own: what they had begun goes with it, and comes back with the question.
    const begun = pressed?.name === 'lang' ? part.querySelectorAll('#a, [name=c]:checked') : []
    const beside = [...(pressed ? [pressed] : []), ...begun].map(({ name, value }) =>
      Object.assign(document.createElement('input'), { type: 'hidden', name, value }),
    )
    form.append(...beside)
    part.setAttribute('aria-busy', 'true')
    lost.hidden = true
    try {
      const body = new URLSearchParams(new FormData(form))
      const answer = await sent(body, [...AGAIN])
      // Anything else than a part is for the browser itself to show: it asks again, and nothing is taken twice.
      if (!answer.ok || !answer.headers.get('X-Part')) {
        form.action = '/?k'
        return form.submit()
      }
      put(await answer.text())
      document.title = decodeURIComponent(answer.headers.get('X-Title'))
      begin()
      if (!goThere(isCalm.matches ? 'auto' : 'smooth')) scrollTo(0, 0)
      goOn()
    } catch {
      for (const one of beside) one.remove()
      lost.hidden = false
      lost.focus()
    } finally {
      part.removeAttribute('aria-busy')
      isBusy = false
      button = undefined
    }
  })
})()
