// StyleSheet: how pages and figures look, in a light and a dark scheme and on paper.

/// The style sheets of pages and figures; no address in them leads outside.
enum StyleSheet {
  static let fonts = """
    system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","DejaVu Sans",sans-serif
    """

  /// The colours of both schemes for what `selector` selects; paper is light.
  private static func schemes(_ selector: String) -> String {
    """
    \(selector){color-scheme:light dark;\(Palette.light.variables)}
    @media screen and (prefers-color-scheme:dark){\(selector){\(Palette.dark.variables)}}

    """
  }

  /// Lines, texts and markers of figures.
  private static let figure: String = {
    let colors = Palette.light.series.indices.map { ".drawing .c\($0){--c:var(--s\($0))}" }
    return colors.joined() + """

      .drawing text{font-family:\(fonts);font-size:12px;fill:var(--ink);font-weight:400}
      .drawing .tick{fill:var(--soft);font-variant-numeric:tabular-nums}
      .drawing .title{font-weight:600}
      .drawing path{fill:none;stroke-width:1}
      .drawing .paper{fill:var(--paper)}
      .drawing .panel{fill:var(--panel);stroke:var(--grid)}
      .drawing .grid{stroke:var(--grid)}
      .drawing .rule{stroke:var(--rule)}
      .drawing .leader{stroke:var(--rule);stroke-dasharray:1 3}
      .drawing .reference{stroke:var(--ink);stroke-width:1.4;stroke-dasharray:7 4}
      .drawing .r1{stroke-dasharray:2 3}
      .drawing .r2{stroke-dasharray:9 3 2 3}
      .drawing .curve{stroke:var(--c);stroke-width:2;stroke-linejoin:round}
      .drawing .model{stroke:var(--c);stroke-width:1.3;stroke-dasharray:5 3}
      .drawing .d1{stroke-dasharray:1.5 2.5}
      .drawing .d2{stroke-dasharray:8 3 2 3}
      .drawing .band{fill:var(--c);fill-opacity:.18;stroke:none}
      .drawing .bar{stroke:var(--c);stroke-width:1.4}
      .drawing .whisker{stroke:var(--ink);stroke-width:1.4}
      .drawing .mark{fill:var(--c);stroke:var(--paper);stroke-width:.8}
      .drawing .solid{fill:var(--c);stroke:none}
      .drawing .dots{stroke:var(--c);stroke-linecap:round;stroke-opacity:.75}
      .drawing .fine{stroke-width:1.8}
      .drawing .middling{stroke-width:2.6}
      .drawing .bold{stroke-width:4}
      .drawing .pixels{image-rendering:pixelated}

      """
  }()

  /// The sheet of a figure that is a file of its own.
  ///
  /// The child combinator is left out, so that the sheet needs no escaping within XML.
  static let figureFile = schemes(".drawing") + figure

  /// The sheet of a page.
  static let page =
    schemes(":root") + figure + """
      *{box-sizing:border-box}
      html{-webkit-text-size-adjust:100%}
      body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 \(fonts);
      overflow-wrap:anywhere}
      main{max-width:50rem;margin:0 auto;padding:2rem 1rem 4rem}
      h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem}
      h2{font-size:1.25rem;line-height:1.3;margin:2.5rem 0 .75rem;padding-top:1rem;
      border-top:1px solid var(--grid)}
      p{margin:.75rem 0;max-width:44rem}
      code{font:.88em ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;
      background:var(--panel);padding:.1em .3em;border-radius:3px}
      .subtitle{color:var(--soft);font-size:1.05rem;margin:0}
      .facts{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.15rem 1.25rem;
      margin:1.25rem 0 0;padding:.75rem 1rem;background:var(--panel);border-radius:6px;
      font-size:.85rem}
      .facts dt{color:var(--soft)}
      .facts dd{margin:0;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,
      "DejaVu Sans Mono",monospace}
      .verdict{margin:1.25rem 0;padding:.8rem 1.1rem;border-radius:6px;
      border-left:6px solid var(--edge);background:var(--fill);color:var(--text)}
      .verdict p{margin:.25rem 0 0}
      .verdict strong:first-child{font-size:1.1rem}
      .verdict code{background:transparent;padding:0}
      \(banners)
      .scroll{overflow-x:auto;max-width:100%;margin:1.25rem 0;
      background:linear-gradient(to right,var(--paper),transparent) local 0 0/3rem 100%,
      linear-gradient(to left,var(--paper),transparent) local 100% 0/3rem 100%,
      linear-gradient(to right,var(--grid),transparent) 0 0/.9rem 100%,
      linear-gradient(to left,var(--grid),transparent) 100% 0/.9rem 100%;
      background-repeat:no-repeat}
      table{border-collapse:collapse;font-size:.9rem;font-variant-numeric:tabular-nums;
      overflow-wrap:normal}
      caption{caption-side:top;text-align:left;padding:0 0 .5rem;color:var(--soft)}
      th,td{padding:.4rem .8rem;border-bottom:1px solid var(--grid);vertical-align:top;
      white-space:nowrap}
      .long{white-space:normal;min-width:14rem;max-width:26rem}
      thead th{border-bottom:2px solid var(--rule);vertical-align:bottom;white-space:normal}
      tbody th{font-weight:600}
      .leading{text-align:left}.center{text-align:center}.trailing{text-align:right}
      figure{margin:1.75rem 0}
      figure .drawing{display:block;max-width:100%;height:auto;overflow:visible}
      figure .narrow{display:none}
      .figuretitle{font-weight:600;margin:0 0 .6rem}
      figcaption{color:var(--soft);font-size:.9rem;margin-top:.6rem;max-width:44rem}
      .scroll:focus-visible,summary:focus-visible{outline:2px solid var(--s0);outline-offset:2px}
      @media screen and (max-width:640px){
      main{padding:1.25rem 1rem 3rem}
      .facts{grid-template-columns:minmax(0,1fr);gap:0}
      .facts dd{margin-bottom:.4rem}
      figure .wide{display:none}
      figure .narrow{display:block;width:100%}
      }
      @media print{
      body{font-size:10.5pt}
      main{max-width:none;padding:0}
      figure,.verdict,tr{break-inside:avoid}
      h2,caption,.figuretitle{break-after:avoid}
      .scroll{overflow:visible}
      *{print-color-adjust:exact;-webkit-print-color-adjust:exact}
      }

      """

  private static let banners = Verdict.Tone.allCases.map { tone in
    let name = tone.rawValue
    return ".\(name){--fill:var(--\(name)-fill);--edge:var(--\(name)-edge);"
      + "--text:var(--\(name)-text)}"
  }.joined(separator: "\n")
}
