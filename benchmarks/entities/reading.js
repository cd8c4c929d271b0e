// Read texts with compromise: `node reading.js MODULES FILE`; prints what rounds.py prints.

const { load, run } = require("../rounds.js");
const nlp = load("compromise");

function read(row) {
  const document = nlp(row.text);
  const views = {
    people: document.people(),
    organizations: document.organizations(),
    places: document.places(),
    demonyms: document.match("#Demonym"),
  };
  return Object.entries(views).flatMap(([type, view]) =>
    view.json({ offset: true, terms: false }).map(({ offset, person }) => ({
      type,
      start: offset.start,
      end: offset.start + offset.length,
      title: (person && person.honorific) || "",
    })),
  );
}

run("compromise", read, { text: "Anna Lind of the United Nations met the French in Baghdad." });
