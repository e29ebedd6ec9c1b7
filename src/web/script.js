// Enhances the page: answers without reloading, and leaves at once. Without this script the page works the same.
;(() => {
  const part = document.getElementById('m')
  const exit = document.getElementById('x')
  const lost = document.getElementById('w')
  /** On a bad line a phone may wait for minutes; after this many milliseconds the person may try again. */
  const PATIENCE = 20000

  // What is on the screen must be gone in this very moment, whatever the network does.
  const leave = () => {
    document.body.className = 'gone'
    part.textContent = ''
    document.title = ' '
    fetch('/exit', { method: 'POST', keepalive: true }).catch(() => {})
    location.replace(exit.dataset.to)
  }
  exit.addEventListener('click', (event) => {
    event.preventDefault()
    leave()
  })

  // Shift alone, three times within five seconds. With any other key or a click in between, somebody is only typing.
  let times = []
  let isAlone = false
  const other = () => {
    times = []
    isAlone = false
  }
  addEventListener('mousedown', other)
  addEventListener('keydown', (event) => {
    if (event.key !== 'Shift') other()
    else if (!event.repeat) isAlone = true
  })
  addEventListener('keyup', (event) => {
    if (event.key !== 'Shift' || !isAlone) return
    isAlone = false
    times = [...times.filter((time) => event.timeStamp - time < 5000), event.timeStamp]
    if (times.length > 2) leave()
  })
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload()
  })

  let button
  part.addEventListener('click', (event) => {
    button = event.target.closest('button')
  })
  let isBusy = false
  part.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (isBusy) return
    isBusy = true
    const form = event.target
    // The field that says which button it was: older browsers leave it out of the data, and so does `submit()`.
    const pressed = event.submitter || button
    const named = document.createElement('input')
    if (pressed) Object.assign(named, { type: 'hidden', name: pressed.name, value: pressed.value })
    form.append(named)
    const patience = new AbortController()
    const timer = setTimeout(() => patience.abort(), PATIENCE)
    part.setAttribute('aria-busy', 'true')
    lost.hidden = true
    try {
      const body = new URLSearchParams(new FormData(form))
      const headers = { 'X-Part': '1' }
      const answer = await fetch('/', { method: 'POST', body, headers, signal: patience.signal })
      // Anything else than a part is for the browser itself to show: it asks again, and nothing is taken twice.
      if (!answer.ok || !answer.headers.get('X-Part')) return form.submit()
      part.innerHTML = await answer.text()
      document.title = decodeURIComponent(answer.headers.get('X-Title'))
      scrollTo(0, 0)
      const first = ['note', 'y', 'q'].map((id) => document.getElementById(id)).find((found) => found)
      first.focus({ preventScroll: true })
    } catch {
      named.remove()
      lost.hidden = false
      lost.focus()
    } finally {
      clearTimeout(timer)
      part.removeAttribute('aria-busy')
      isBusy = false
      button = undefined
    }
  })
})()
