/// The look of the report: calm, one column of cards, light and dark, screen and paper.
enum ReportStyle {
    static let sheet: StaticString = """
        :root{--paper:#fff;--ground:#f4f6f8;--ink:#1a2530;--soft:#52606d;--rule:#dde3e9;--accent:#0b4f7d;--tint:#eaf1f6;
        --warn:#fdf6e3;--warnrule:#b58900}
        @media screen and (prefers-color-scheme:dark){:root{--paper:#12181f;--ground:#0b0f14;--ink:#e6ebf0;--soft:#a3b1bf;
        --rule:#2a3440;--accent:#7fc0ec;--tint:#182430;--warn:#241f10;--warnrule:#c9a227}}
        *{box-sizing:border-box}
        html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
        @media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
        body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 Arial,"Liberation Sans",Helvetica,sans-serif}
        a{color:var(--accent)}
        a:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
        .skip{position:absolute;left:-9999px;top:0;background:var(--paper);padding:.75rem 1rem;z-index:2}
        .skip:focus{left:0}
        .banner{background:var(--paper);border-top:6px solid var(--accent);padding:2.5rem 1.25rem 1.5rem}
        .banner>*,nav>*,footer>*{max-width:70rem;margin-left:auto;margin-right:auto}
        .organisation{margin-top:0;margin-bottom:.5rem;color:var(--soft);font-size:.95rem;letter-spacing:.02em}
        h1{font:700 clamp(1.75rem,4.5vw,2.6rem)/1.15 Georgia,"Liberation Serif","Times New Roman",serif;margin-top:0;
        margin-bottom:.75rem;letter-spacing:-.01em}
        .lead{font-size:1.1rem;color:var(--soft);margin-top:0;margin-bottom:0}
        nav{background:var(--paper);border-bottom:1px solid var(--rule);padding:0 1.25rem}
        nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:0 1.5rem;padding:0;margin-top:0;margin-bottom:0}
        nav a{display:inline-block;padding:.7rem 0;text-decoration:none;font-size:.95rem}
        nav a:hover{text-decoration:underline}
        main{padding:1.5rem 1.25rem 3rem;max-width:none}main>*{max-width:70rem;margin-left:auto;margin-right:auto}
        h2{font:700 1.6rem/1.25 Georgia,"Liberation Serif","Times New Roman",serif;margin:0 0 .4rem}
        h3{font-size:1.1rem;line-height:1.35;margin:0 0 .5rem}
        section{margin-top:2.75rem}
        section[id],article[id]{scroll-margin-top:1rem}
        .code{display:inline-block;font:700 .8rem/1 Arial,"Liberation Sans",Helvetica,sans-serif;letter-spacing:.06em;
        color:var(--accent);background:var(--tint);border-radius:3px;padding:.35rem .5rem;vertical-align:.25em;margin-right:.35rem}
        .aim{color:var(--soft);margin:0 0 1.1rem;max-width:44rem}
        .empty{color:var(--soft);font-style:italic}
        .notice{background:var(--warn);border-left:4px solid var(--warnrule);padding:.75rem 1rem}
        .notice p{margin:0}
        .tiles{list-style:none;margin:1rem 0 0;padding:0;display:grid;gap:1px;background:var(--rule);border:1px solid var(--rule);
        grid-template-columns:repeat(auto-fit,minmax(12.5rem,1fr))}
        .tiles li{background:var(--paper);padding:1.1rem 1.1rem 1rem}
        .tag{margin:0 0 .6rem;font-size:.78rem;font-weight:700;letter-spacing:.06em;color:var(--accent)}
        .big{font-size:1.9rem;line-height:1.15;font-weight:700;margin:0 0 .4rem;font-variant-numeric:tabular-nums}
        .tiles .big{font-size:1.5rem}
        .none{color:var(--soft)}
        .what{margin:0;font-size:.92rem;line-height:1.4}
        .card{background:var(--paper);border:1px solid var(--rule);padding:1.4rem;margin-top:1.1rem;display:grid;gap:1.2rem 2rem;
        grid-template-columns:minmax(0,1fr)}
        .sentence{margin:0 0 .7rem}
        .horizons{display:grid;grid-template-columns:repeat(3,auto);justify-content:start;gap:.5rem 1.1rem;margin:.9rem 0}
        .horizons dt{font-size:.8rem;color:var(--soft);white-space:nowrap}
        .horizons dd{margin:0;font-size:1.15rem;font-weight:700;font-variant-numeric:tabular-nums}
        .caveat{margin:.9rem 0 0;padding-left:.9rem;border-left:3px solid var(--rule);color:var(--soft);font-size:.92rem}
        .caveat strong{color:var(--ink)}
        .subtitle{margin:0 0 .3rem;color:var(--soft);font-size:.88rem}
        .drawing svg{display:block;width:100%;height:auto}
        .wide{display:none}
        .tables{display:grid;gap:1.2rem 2rem;grid-template-columns:minmax(0,1fr)}
        .table{overflow-x:auto}
        table{border-collapse:collapse;width:100%;font-size:.9rem;line-height:1.4}
        caption{text-align:left;font-weight:700;padding-bottom:.4rem}
        th,td{text-align:left;padding:.38rem .9rem .38rem 0;border-bottom:1px solid var(--rule);vertical-align:top;font-weight:400}
        thead th{color:var(--soft);font-size:.82rem;border-bottom-color:var(--soft);vertical-align:bottom}
        .number{text-align:right;font-variant-numeric:tabular-nums}
        th:last-child,td:last-child{padding-right:0}
        td.number{white-space:nowrap}
        .number+:not(.number){padding-left:.9rem}
        .about{margin:0;padding-top:1rem;border-top:1px solid var(--rule);font-size:.88rem;color:var(--soft);display:grid;
        gap:.5rem 2rem;grid-template-columns:minmax(0,1fr)}
        .about dt{font-weight:700;color:var(--ink)}
        .about dd{margin:0;overflow-wrap:anywhere}
        .notes{display:grid;gap:1.2rem 2rem;grid-template-columns:minmax(0,1fr);margin-top:1rem}
        .notes p{margin:0}
        .notes h3{margin-bottom:.25rem}
        .commands{padding-left:1.1rem}
        code{font:.88em/1.5 "Liberation Mono","DejaVu Sans Mono",Consolas,monospace;overflow-wrap:anywhere}
        footer{border-top:1px solid var(--rule);padding:1.2rem 1.25rem 2rem;color:var(--soft);font-size:.88rem}
        @media (min-width:46rem){.about,.notes{grid-template-columns:repeat(2,minmax(0,1fr))}
        .tables{grid-template-columns:repeat(auto-fit,minmax(21rem,1fr))}
        .wide{display:block}.narrow{display:none}}
        @media (min-width:62rem){.card{grid-template-columns:minmax(0,5fr) minmax(0,9fr)}
        .alone,.tables,.about{grid-column:1/-1}}
        @page{size:A4;margin:18mm 16mm}
        @media print{
        :root{--paper:#fff;--ground:#fff;--ink:#000;--soft:#444;--rule:#bbb;--accent:#0b4f7d;--tint:#fff;--warn:#fff;--warnrule:#666}
        body{font-size:10pt}
        .banner{padding:0 0 4mm;border-top-width:3pt}.banner,main,footer,nav{padding-left:0;padding-right:0}
        nav,.skip{display:none}
        h1{font-size:22pt}h2{font-size:15pt}h3{font-size:11pt}.big{font-size:17pt}.tiles .big{font-size:12pt}
        a{color:inherit;text-decoration:none}
        .wide{display:block}.narrow{display:none}
        .card{display:block;border:0;border-top:1px solid #bbb;padding:4mm 0 0;margin-top:6mm}
        .card>*+*{margin-top:4mm}
        .code{padding:0}
        h2,h3,.subtitle,caption{break-after:avoid}
        .drawing,.tiles li,tr,.about div,.notes div,.notice{break-inside:avoid}
        .words{break-inside:avoid}
        thead{display:table-header-group}
        .table{overflow:visible}
        section{margin-top:9mm}
        .tiles{grid-template-columns:repeat(5,1fr)}.tiles li{padding:3mm}.what{font-size:8.5pt}
        .drawing{max-width:135mm}.tables{grid-template-columns:repeat(auto-fit,minmax(75mm,1fr));gap:4mm 8mm}
        table{font-size:8.5pt}th,td{padding-top:1mm;padding-bottom:1mm}
        }
        """
}
