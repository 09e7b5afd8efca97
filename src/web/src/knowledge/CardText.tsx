import Markdown from "react-markdown";

/** A card's Markdown as text: no pictures, no HTML, links open beside. */
export function CardText({ body }: { body: string }) {
  return (
    <div className="cardText">
      <Markdown
        skipHtml
        disallowedElements={["img"]}
        components={{
          // A page of this site has one first heading, and it is not a card's.
          h1: ({ children }) => <p className="cardHeading">{children}</p>,
          h2: ({ children }) => <p className="cardHeading">{children}</p>,
          h3: ({ children }) => <p className="cardHeading">{children}</p>,
          a: ({ children, href }) => (
            <a href={href} target="_blank" rel="noopener noreferrer">
              {children}
            </a>
          ),
        }}
      >
        {body}
      </Markdown>
    </div>
  );
}
