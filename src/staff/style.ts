/** The desk's whole style, in the page itself; its digest is in the page's policy, so nothing else applies. */
export const STYLE = `
*{box-sizing:border-box}
body{margin:0;font:1.0625rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;color:#0b0c0c;background:#fff;overflow-wrap:anywhere}
.wide{max-width:60rem;margin:0 auto;padding:0 1rem}
.top{background:#0b0c0c;color:#fff}
.top .wide{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:.25rem 1rem;padding-top:.5rem;padding-bottom:.5rem}
.top a{color:#fff;font-weight:700}
.top form{display:flex;flex-wrap:wrap;align-items:center;gap:.25rem 1rem}
.top .languages{margin-left:auto}
.top button{background:none;border:0;box-shadow:none;padding:.5rem .25rem;margin:0;font-weight:400;text-decoration:underline}
main.wide{padding-top:1.25rem;padding-bottom:4rem}
h1{font-size:1.75rem;line-height:1.2;margin:.5rem 0 1rem}
h2{font-size:1.375rem;line-height:1.25;margin:2.25rem 0 .75rem}
h3{font-size:1.0625rem;margin:0 0 .25rem}
p{margin:0 0 .75rem;max-width:40rem}
a{color:#1d4f91}
:focus-visible{outline:3px solid #0b0c0c;outline-offset:0;box-shadow:0 0 0 6px #fd0}
.skip{position:absolute;left:-999rem}
.skip:focus{left:0;top:0;z-index:1;padding:.5rem 1rem;background:#fff}
ul,ol{margin:0 0 1rem;padding-left:1.25rem}
.plain{list-style:none;padding:0}
.tag{display:inline-block;padding:.0625rem .5rem;margin:.125rem .25rem .125rem 0;border:1px solid #1d4f91;color:#12325c;background:#e8f0fa;font-weight:600;font-size:.9375rem}
.tag.loud{border-color:#8a1f0b;color:#721909;background:#fdeeea}
.tag.quiet{border-color:#505a5f;color:#383f43;background:#f3f2f1}
.box{border:1px solid #6f777b;border-left-width:.5rem;padding:.75rem 1rem;margin:0 0 1rem;max-width:44rem}
.box p:last-child,.box ul:last-child{margin-bottom:0}
.box.sample{border-color:#0b0c0c;background:#fff7cc;max-width:none}
.box.loud{border-color:#a52a12;background:#fdf3f0}
.box.safe{border-color:#00693c}
.box.unsafe{border-color:#a52a12}
.box.unconfirmed{border-width:3px;border-left-width:.5rem;border-style:dashed;border-left-style:solid;border-color:#a52a12;background:#fdf3f0}
.verdict{font-weight:700}
.ways{display:grid;gap:1rem;margin-bottom:1.5rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr))}
.ways .box{margin:0}
.value{font-size:1.1875rem;font-weight:700}
[dir=auto]{white-space:pre-line}
dl{margin:0 0 1rem;border-top:1px solid #b1b4b6}
dl div{padding:.5rem 0;border-bottom:1px solid #b1b4b6}
dt{font-weight:700}
dd{margin:0}
dd ul{margin:0}
dd p{margin:0}
.rows>li{border-top:1px solid #b1b4b6;padding:.75rem 0}
.rows .ref{font-weight:700;font-size:1.1875rem;display:inline-block;padding:.125rem 0}
.when{color:#383f43}
.acts{display:grid;gap:1.25rem;max-width:30rem}
label{display:block;font-weight:700;margin-bottom:.25rem}
select{font:inherit;width:100%;min-height:2.75rem;padding:.25rem .5rem;border:2px solid #0b0c0c;background:#fff;color:inherit}
button{font:inherit;font-weight:700;min-height:2.75rem;padding:.5rem 1rem;margin-top:.5rem;color:#fff;background:#00693c;border:2px solid transparent;box-shadow:0 2px 0 #002d18;cursor:pointer}
button.second{color:#0b0c0c;background:#f3f2f1;box-shadow:0 2px 0 #929191}
.pages{display:flex;gap:1.5rem}
@media (min-width:45rem){dl div{display:grid;grid-template-columns:16rem 1fr;gap:1rem}.rows>li{display:grid;grid-template-columns:14rem 1fr;gap:0 1rem}}
@media print{.top,.acts,.skip{display:none}}
`
