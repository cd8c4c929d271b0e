// Read texts with compromise: `node reading.js MODULES FILE`; prints what rounds.py prints.

const { load, run } = require("../rounds.js");
const nlp = load("compromise");

function read(row) {
  const told = nlp(row.text).quotations().json({ offset: true, terms: false });
  return told.map(({ offset }) => ({ start: offset.start, end: offset.start + offset.length }));
}

run("compromise", read, { text: "“We paid for two, and one came,” said Anna Lind of the United Nations." });
