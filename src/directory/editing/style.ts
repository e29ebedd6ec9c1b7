import { STYLE as STAFF_STYLE } from '../../staff/style.ts'

/** The style of the staff pages, and what long forms need besides; in the page itself, known by its digest. */
export const STYLE = `${STAFF_STYLE}
.bar{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:.5rem 0}
.ask{margin:0 0 1.25rem;max-width:44rem}
.ask.wrong{border-left:.375rem solid #a52a12;padding-left:.75rem}
.hint{color:#383f43;margin:0 0 .375rem;font-size:1rem}
.error{color:#8a1f0b;font-weight:700;margin:0 0 .375rem}
input[type=text],input[type=search],input[type=password],textarea{font:inherit;width:100%;min-height:2.75rem;padding:.375rem .5rem;border:2px solid #0b0c0c;background:#fff;color:inherit}
fieldset{border:0;margin:0 0 1.5rem;padding:0;min-width:0}
fieldset fieldset{margin:0 0 1.25rem;max-width:44rem}
legend{font-weight:700;padding:0;margin-bottom:.25rem}
fieldset>legend.big{font-size:1.375rem;margin:1.5rem 0 .75rem}
.tick{display:flex;gap:.625rem;align-items:flex-start;font-weight:400;min-height:2.75rem;padding:.375rem 0;margin:0}
.tick input{width:1.5rem;height:1.5rem;flex:none;margin:0}
.ticks{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,18rem),1fr));gap:0 1rem}
.filters{display:grid;gap:.75rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,12rem),1fr));align-items:end;margin-bottom:1.25rem}
.acts form{margin:0}
.acts.side{display:flex;flex-wrap:wrap;gap:.75rem;max-width:none;align-items:flex-end}
.seen{border:2px solid #0b0c0c;padding:1rem;max-width:34rem;margin-bottom:1.25rem}
.seen .line{font-size:1.25rem;font-weight:700}
.key{font:700 1.5rem/1.4 ui-monospace,Menlo,Consolas,monospace;letter-spacing:.05em}
table{border-collapse:collapse;width:100%;margin-bottom:1rem}
th,td{text-align:left;vertical-align:top;padding:.375rem .75rem .375rem 0;border-bottom:1px solid #b1b4b6;white-space:pre-line}
@media (min-width:45rem){th,td{min-width:9rem}}
@media (max-width:44.99rem){table,tbody,tr,th,td{display:block}thead{display:none}th,td{border:0}tr{border-bottom:1px solid #b1b4b6}td::before{content:attr(data-label);display:block;font-weight:700}}
button.small{min-height:2.25rem;padding:.25rem .75rem}
.number{max-width:8rem}
`
