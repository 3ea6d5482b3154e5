// Judge answers whether Prometheus and Alertmanager would take a text, by asking their own packages.
//
// It reads one question a line from standard input and writes one answer a line to standard output, both JSON, in order. It opens no file and no
// connection, and ends with its input. hooks/cli/judge.py owns it.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime/debug"
)

// Question is what is asked. Which fields count depends on Ask.
type Question struct {
	Ask   string   `json:"ask"`
	Text  string   `json:"text"`
	Texts []string `json:"texts"`
	// Legacy: names hold letters, digits and _ only.
	Legacy bool `json:"legacy"`
	// Lenient: fields that the format does not know are passed over (a Thanos Ruler's rule file has some).
	Lenient bool `json:"lenient"`
	// Functions that an older version has and the newest has not.
	Functions []string `json:"functions"`
	// Label and Value of a matcher that every selector must have.
	Label string `json:"label"`
	Value string `json:"value"`
}

// Problem is one reason to refuse, in the program's own words. Group and Rule count from 0; -1 where it concerns no single one.
type Problem struct {
	Group int    `json:"group"`
	Rule  int    `json:"rule"`
	Text  string `json:"text"`
}

// Expression is what became of one of Question.Texts.
type Expression struct {
	// Problem is empty where Prometheus takes it.
	Problem string `json:"problem"`
	// Printed is the tree as text, with the matcher in every selector where one was asked for; empty where that text would be read otherwise.
	Printed string `json:"printed"`
	// Selectors, and how many of them have the matcher, and no other for its label, as they were written.
	Selectors int `json:"selectors"`
	Matched   int `json:"matched"`
}

// Answer is what is said to a Question: the problems (none: it is taken), or one Expression for each text.
type Answer struct {
	Problems    []Problem         `json:"problems"`
	Expressions []Expression      `json:"expressions,omitempty"`
	Versions    map[string]string `json:"versions,omitempty"`
}

var quiet = slog.New(slog.NewTextHandler(io.Discard, nil))

func main() {
	if len(os.Args) > 1 && os.Args[1] == "--version" {
		fmt.Println("judge, version", versions()["prometheus"], "of prometheus and", versions()["alertmanager"], "of alertmanager")
		return
	}
	in, out := bufio.NewReaderSize(os.Stdin, 1<<20), bufio.NewWriter(os.Stdout)
	decoder, encoder := json.NewDecoder(in), json.NewEncoder(out)
	for {
		var question Question
		if err := decoder.Decode(&question); err != nil {
			if err != io.EOF {
				fmt.Fprintln(os.Stderr, "not a question:", err)
				os.Exit(1)
			}
			return
		}
		if err := encoder.Encode(answer(question)); err != nil {
			os.Exit(1)
		}
		if err := out.Flush(); err != nil {
			os.Exit(1)
		}
	}
}

// answer never panics: a loader that does would have ended its program, so that is a reason to refuse.
func answer(question Question) (found Answer) {
	defer func() {
		if panicked := recover(); panicked != nil {
			found = refused(fmt.Errorf("the program that reads it would end: %v", panicked))
		}
	}()
	switch question.Ask {
	case "versions":
		return Answer{Problems: []Problem{}, Versions: versions()}
	case "rules":
		return rules(question)
	case "expressions":
		return expressions(question)
	case "regexes":
		return regexes(question)
	case "prometheus":
		return prometheus(question)
	case "alertmanager":
		return alertmanager(question)
	}
	return refused(fmt.Errorf("nobody knows how to judge %q", question.Ask))
}

func refused(err error) Answer {
	if err == nil {
		return Answer{Problems: []Problem{}}
	}
	return Answer{Problems: []Problem{{Group: -1, Rule: -1, Text: err.Error()}}}
}

// versions are those of the modules that were linked in.
func versions() map[string]string {
	found := map[string]string{}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, module := range info.Deps {
			switch module.Path {
			case "github.com/prometheus/prometheus", "github.com/prometheus/alertmanager":
				found[module.Path[len("github.com/prometheus/"):]] = module.Version
			}
		}
	}
	return found
}
