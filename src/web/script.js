// Enhances the page: answers without reloading, and leaves at once. Without this script the page works the same.
;(() => {
  const main = document.getElementById('m')
  const exit = document.getElementById('x')
  let pressed = []

  // What is on the screen must be gone in this very moment, whatever the network does.
  const wipe = () => {
    for (const field of document.querySelectorAll('input,textarea')) field.value = ''
    document.body.className = 'gone'
    document.title = ' '
  }
  const leave = () => {
    wipe()
    try {
      fetch('/exit', { method: 'POST', keepalive: true }).catch(() => {})
    } catch {}
    main.textContent = ''
    location.replace(exit.dataset.to)
  }
  exit.addEventListener('click', (event) => {
    event.preventDefault()
    leave()
  })
  // Shift three times within five seconds, with nothing else between.
  document.addEventListener('keyup', (event) => {
    if (event.key !== 'Shift') {
      pressed = []
      return
    }
    const now = Date.now()
    pressed = [...pressed.filter((time) => now - time < 5000), now]
    if (pressed.length >= 3) leave()
  })
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload()
  })

  let busy = false
  main.addEventListener('submit', async (event) => {
    const form = event.target
    event.preventDefault()
    if (busy) return
    busy = true
    const body = new URLSearchParams(new FormData(form, event.submitter))
    try {
      const answer = await fetch('/', { method: 'POST', body, headers: { 'X-Part': '1' } })
      if (!answer.ok || answer.headers.get('X-Part') !== '1') throw new Error()
      main.innerHTML = await answer.text()
      const banner = answer.headers.get('X-Title')
      if (banner) document.title = decodeURIComponent(banner)
      scrollTo(0, 0)
      const note = document.getElementById('note')
      ;(note ?? main.querySelector('h1'))?.focus()
    } catch {
      busy = false
      form.requestSubmit
        ? HTMLFormElement.prototype.submit.call(withSubmitter(form, event.submitter))
        : form.submit()
      return
    }
    busy = false
  })
  // A plain submit forgets which button was pressed.
  const withSubmitter = (form, submitter) => {
    if (submitter?.name) {
      const hidden = document.createElement('input')
      hidden.type = 'hidden'
      hidden.name = submitter.name
      hidden.value = submitter.value
      form.append(hidden)
    }
    return form
  }
})()
